package io.tenantry;

import static org.assertj.core.api.Assertions.fail;

import io.tenantry.shared.TimeMachine;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;

/**
 * A story of the whole application: real PostgreSQL, real HTTP, a clock that can be moved. Jobs run only when the story
 * says {@link #runJobs()}, so each step can be looked at.
 *
 * <p>All stories share one application; that is what makes them fast. So a story brings its own customers, leaves
 * nothing that another could stumble over, and adds no mock and no property.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ScenarioTest {

    private static final Logger log = LoggerFactory.getLogger(ScenarioTest.class);
    private static final int ENDLESS = 10_000;

    @Autowired
    protected TimeMachine time;

    @Autowired
    private ManagementService management;

    @LocalServerPort
    private int port;

    /**
     * Runs what the job executor would run now, until nothing is due. A job that fails waits for its retry as usual:
     * move the clock to have it tried again.
     */
    protected void runJobs() {
        for (var count = 0; count < ENDLESS; count++) {
            var next = dueJobs().stream().findFirst();
            if (next.isEmpty()) {
                return;
            }
            run(next.get());
        }
        fail("More than %s jobs ran and there is still one: %s", ENDLESS, dueJobs());
    }

    /** The jobs that the job executor would take now. */
    protected List<Job> dueJobs() {
        return management.createJobQuery().executable().orderByJobId().asc().list();
    }

    private void run(Job job) {
        try {
            management.executeJob(job.getId());
        } catch (RuntimeException failed) {
            log.info("Job {} failed, as a job may: {}", job.getId(), failed.toString());
        }
    }

    /** A client that is logged in as {@code admin}, {@code operator}, {@code billing}, {@code process} or {@code auditor}. */
    protected RestClient as(String logIn) {
        return client().mutate()
                .defaultHeaders(headers -> headers.setBasicAuth(logIn, "demo"))
                .build();
    }

    /** A client that is not logged in. Like {@link #as} it hands every answer over, refusals too. */
    protected RestClient client() {
        return RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build();
    }
}
