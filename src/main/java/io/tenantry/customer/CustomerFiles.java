package io.tenantry.customer;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.csv.RowErrors;
import java.io.InputStream;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Loads files of customers, each with its primary contact; a customer is recognised by its domain. */
@Service
public class CustomerFiles {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CustomerFiles(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Takes over a whole file, or nothing of it. Loading it again changes nothing.
     *
     * @throws io.tenantry.shared.csv.FileRefused with each error's line and column
     */
    @Transactional
    public LoadedCustomers load(InputStream file) {
        var errors = new RowErrors();
        var staged = StagedCustomers.empty(jdbc);
        CustomerFileRow.FILE.read(file, errors, row -> CustomerFileRow.read(row).ifPresent(staged::add));
        staged.complete();
        staged.refuseDuplicates(errors);
        errors.refuseIfAny(CustomerFileRow.FILE.kind());
        var loaded = staged.apply();
        for (var number : staged.numbers("NEW")) {
            events.publishEvent(AuditFact.of(number, "customer-created", Map.of("source", "customers file")));
        }
        for (var number : staged.numbers("CHANGED")) {
            events.publishEvent(AuditFact.of(number, "customer-changed", Map.of("source", "customers file")));
        }
        return loaded;
    }
}
