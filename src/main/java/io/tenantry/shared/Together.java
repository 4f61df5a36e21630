package io.tenantry.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Several questions to the database in one round trip. While a billing run keeps all cores busy, each round trip waits
 * for its turn, and waiting is most of what a person would wait for.
 *
 * <p>The answers arrive in {@link #ask()}, in the order of the questions.
 */
public final class Together {

    private record Question(String sql, @Nullable Object parameter, RowCallbackHandler rows) {}

    private final JdbcTemplate jdbc;
    private final List<Question> questions = new ArrayList<>();

    public Together(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All answers of the transaction are as of the moment of the first one; so this comes before all questions. */
    public void asOfOneMoment() {
        add("set transaction isolation level repeatable read", row -> {});
    }

    /** @param sql one query without a {@code ?} */
    public void add(String sql, RowCallbackHandler rows) {
        questions.add(new Question(sql, null, rows));
    }

    /** @param sql one query; its only {@code ?} stands for the text */
    public void add(String sql, String text, RowCallbackHandler rows) {
        questions.add(new Question(sql, text, rows));
    }

    /** @param sql one query; its only {@code ?} stands for the ids, as in {@code id = any(?)} */
    public void add(String sql, Collection<UUID> ids, RowCallbackHandler rows) {
        questions.add(new Question(sql, ids.toArray(UUID[]::new), rows));
    }

    /** Asks what was added so far, and forgets it. */
    public void ask() {
        var sql = questions.stream().map(Question::sql).collect(Collectors.joining(";\n"));
        jdbc.execute(sql, (PreparedStatementCallback<Void>) statement -> {
            bind(statement);
            read(statement);
            return null;
        });
        questions.clear();
    }

    private void bind(PreparedStatement statement) throws SQLException {
        var position = 0;
        for (var question : questions) {
            if (question.parameter() != null) {
                statement.setObject(++position, question.parameter());
            }
        }
    }

    private void read(PreparedStatement statement) throws SQLException {
        statement.execute();
        for (var question : questions) {
            var rows = statement.getResultSet();
            while (rows != null && rows.next()) {
                question.rows().processRow(rows);
            }
            statement.getMoreResults();
        }
    }
}
