package io.tenantry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The least that a run could cost: the rows that it wrote, written once more by bare {@code COPY}, one table after the
 * other, into tables with the same columns, constraints and indexes, which hold the rows of all months before. Nothing is
 * computed, read, locked, numbered or updated; only the triggers are missing.
 */
final class Floor {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("invoice", "billing_run_id = %s");
        TABLES.put("invoice_line", "invoice_id in (select id from invoice where billing_run_id = %s)");
        TABLES.put("invoice_tax", "invoice_id in (select id from invoice where billing_run_id = %s)");
        TABLES.put("allocation", "invoice_id in (select id from invoice where billing_run_id = %s)");
        TABLES.put(
                "billing_cycle",
                "(billing_contract_id, period) in (select billing_contract_id, period from invoice where billing_run_id = %s)");
        TABLES.put("audit_entry", "subject in (select number from invoice where billing_run_id = %s)");
    }

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    Floor(ApplicationContext application) {
        sql = application.getBean(JdbcClient.class);
        jdbc = application.getBean(JdbcTemplate.class);
    }

    void create() {
        sql.sql("create schema floor").update();
        for (var table : TABLES.keySet()) {
            sql.sql("create table floor.%s (like %s including all)".formatted(table, table))
                    .update();
        }
        for (var table : TABLES.keySet()) {
            for (var reference : references(table)) {
                sql.sql("alter table floor.%s add %s".formatted(table, reference))
                        .update();
            }
        }
    }

    /** To tables of the floor where there is one. */
    private Iterable<String> references(String table) {
        return sql
                .sql(
                        """
                        select pg_get_constraintdef(oid) from pg_constraint
                        where conrelid = cast(:table as regclass) and contype = 'f'
                        """)
                .param("table", table)
                .query(String.class)
                .list()
                .stream()
                .map(text -> text.replaceAll(
                        "REFERENCES (" + String.join("|", TABLES.keySet()) + ")\\(", "REFERENCES floor.$1("))
                .toList();
    }

    /** Writes the rows of a run again and tells what that cost the server. */
    Duration write(String run, Path directory) {
        var id = sql.sql("select id from billing_run where number = :run")
                .param("run", run)
                .query(String.class)
                .single();
        var files = new LinkedHashMap<String, Path>();
        TABLES.forEach(
                (table, condition) -> files.put(table, export(table, condition.formatted("'" + id + "'"), directory)));
        var before = CpuTime.now(sql);
        files.forEach(Floor.this::copy);
        return CpuTime.now(sql).since(before).postgres();
    }

    private Path export(String table, String condition, Path directory) {
        var file = directory.resolve(table + ".copy");
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try (var out = Files.newOutputStream(file)) {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (select * from %s where %s) to stdout".formatted(table, condition), out);
            } catch (IOException failed) {
                throw new SQLException(failed);
            }
        });
        return file;
    }

    private void copy(String table, Path file) {
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try (var in = Files.newInputStream(file)) {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy floor.%s from stdin".formatted(table), in);
            } catch (IOException failed) {
                throw new SQLException(failed);
            }
        });
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
