package io.tenantry.bench;

import io.tenantry.bench.BilledInvoices.Batch;
import io.tenantry.decision.PostInvoiceSteps.Choice;
import io.tenantry.decision.PostInvoiceSteps.Step;
import io.tenantry.decision.PostInvoiceSteps.Steps;
import io.tenantry.postinvoice.AccountingPostings;
import io.tenantry.postinvoice.Charges;
import io.tenantry.postinvoice.InvoiceDocuments;
import io.tenantry.postinvoice.InvoiceEmails;
import io.tenantry.postinvoice.InvoiceSteps;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Does what the delegates of {@code post-invoice.bpmn} do, without the engine: the same services, each call in its own
 * transaction as a job is, with as many threads. It does one step for all invoices, then the next, so that each step's
 * cost is known; their sum is what the engine's run would cost without the engine. The decision is part of the engine.
 */
final class BareRun {

    private static final Step RUN = new Step(Choice.RUN, "bench");
    private static final Steps ALL = new Steps(RUN, RUN, RUN, RUN);

    private final JdbcClient sql;
    private final SandboxProcess sandbox;
    private final int threads;
    private final Map<String, Consumer<String>> steps = new LinkedHashMap<>();

    BareRun(ApplicationContext application, SandboxProcess sandbox) {
        this.sql = application.getBean(JdbcClient.class);
        this.sandbox = sandbox;
        this.threads = threads(application);
        var planning = application.getBean(InvoiceSteps.class);
        steps.put("gather facts", planning::facts);
        steps.put("plan", number -> planning.plan(number, ALL));
        steps.put("PDF", application.getBean(InvoiceDocuments.class)::create);
        steps.put("e-mail", application.getBean(InvoiceEmails.class)::send);
        steps.put("accounting", application.getBean(AccountingPostings.class)::post);
        steps.put("charge", application.getBean(Charges.class)::charge);
    }

    /** As many as the job executor has. */
    static int threads(ApplicationContext application) {
        return application
                .getBean("camundaTaskExecutor", ThreadPoolTaskExecutor.class)
                .getMaxPoolSize();
    }

    Map<String, Spent> send(Batch batch) throws Exception {
        var spent = new LinkedHashMap<String, Spent>();
        for (var step : steps.entrySet()) {
            spent.put(step.getKey(), forAll(batch.numbers(), step.getValue()));
        }
        return spent;
    }

    private Spent forAll(List<String> numbers, Consumer<String> step) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var meter = Meter.start(sql, sandbox);
            var busy = Duration.ZERO;
            for (var call : pool.invokeAll(
                    numbers.stream().map(number -> timed(step, number)).toList())) {
                busy = busy.plus(call.get());
            }
            return meter.stop(numbers.size(), busy);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Duration> timed(Consumer<String> step, String number) {
        return () -> {
            var start = System.nanoTime();
            step.accept(number);
            return Duration.ofNanos(System.nanoTime() - start);
        };
    }
}
