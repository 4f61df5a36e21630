package io.tenantry.invoicing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Objects;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes back a part of a transaction and lets the rest go on. Spring's nested transactions do not work with Hibernate,
 * so the savepoint is set on the transaction's own connection.
 */
@Component
class Savepoints {

    private final JdbcTemplate jdbc;

    Savepoints(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** If the work fails, its statements are taken back and the failure is told. */
    void guard(Runnable work) {
        var savepoint = Objects.requireNonNull(jdbc.execute((ConnectionCallback<Savepoint>) Connection::setSavepoint));
        try {
            work.run();
        } catch (RuntimeException failed) {
            onConnection(connection -> connection.rollback(savepoint));
            throw failed;
        }
        onConnection(connection -> connection.releaseSavepoint(savepoint));
    }

    private interface Act {
        void on(Connection connection) throws SQLException;
    }

    private void onConnection(Act act) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            act.on(connection);
            return true;
        });
    }
}
