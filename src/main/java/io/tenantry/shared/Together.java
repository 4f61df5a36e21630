package io.tenantry.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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

    private record Question(String sql, UUID[] ids, RowCallbackHandler rows) {}

    private final JdbcTemplate jdbc;
    private final List<Question> questions = new ArrayList<>();

    public Together(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
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
            statement.setObject(++position, question.ids());
        }
    }

    private void read(PreparedStatement statement) throws SQLException {
        statement.execute();
        for (var question : questions) {
            var rows = statement.getResultSet();
            while (rows.next()) {
                question.rows().processRow(rows);
            }
            statement.getMoreResults();
        }
    }
}
