package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import io.tenantry.customer.ProviderAccounts;
import io.tenantry.customer.TenantFound;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;

/** The pages of syncs, findings, mismatches and tenants, as an operator and as an auditor sees them. */
class SyncPagesIT extends ScenarioTest {

    @Autowired
    private ProviderAccounts accounts;

    @Autowired
    private JdbcClient jdbc;

    private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);
    private String account = "";

    @BeforeEach
    void givenATenant() {
        accounts.record(List.of(new TenantFound("partner-center", name, "Pages " + name, name + ".example")));
        account = accounts.find("partner-center", name).orElseThrow().number();
    }

    @Test
    void aSyncIsStartedByAClickAndShowsItsReport() {
        var started = post("operator", "/provider-syncs", "compareOnly", "true");
        runJobs();
        var report = page("operator", "/provider-syncs/" + lastSync());

        assertThat(started.getStatusCode().value()).isEqualTo(302);
        assertThat(report)
                .contains("Sync SYNC-", "tenants done", "This sync only compared", "Nothing was written to the ledger")
                .contains("Tenants that could not be synced");
        assertThat(page("auditor", "/provider-syncs"))
                .contains("Syncs with the providers")
                .doesNotContain("Sync now");
        assertThat(page("auditor", "/sync-findings")).contains("What is lacking on what was found at providers");
    }

    /** One sync for each provider that is connected, be it one or more. */
    private String lastSync() {
        return jdbc.sql(
                        "select number from provider_sync where provider = 'partner-center' order by number desc limit 1")
                .query(String.class)
                .single();
    }

    @Test
    void anUnmappedTenantStandsFirstAndIsMappedByAForm() {
        var customer = jdbc.sql("select number from customer limit 1")
                .query(String.class)
                .optional();

        assertThat(page("operator", "/provider-accounts?search=" + name)).contains(account, "nobody");
        assertThat(page("operator", "/provider-accounts/" + account))
                .contains("This tenant belongs to nobody", "Map it", "Whose it may be");
        var refused = post(
                "operator",
                "/provider-accounts/" + account + "/mapping",
                "version",
                "0",
                "customer",
                "CUS-NONE",
                "reason",
                "Guess");
        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody()).contains("Customer CUS-NONE does not exist");
        customer.ifPresent(number -> {
            post(
                    "operator",
                    "/provider-accounts/" + account + "/mapping",
                    "version",
                    "0",
                    "customer",
                    number,
                    "reason",
                    "Told by telephone");
            assertThat(page("auditor", "/provider-accounts/" + account))
                    .contains("Told by telephone", number)
                    .doesNotContain("Map it");
        });
    }

    @Test
    void aMismatchShowsBothSidesAndIsDecidedByAForm() {
        var number = mismatch();

        assertThat(page("auditor", "/mismatches")).contains("What ledger and providers say differently");
        assertThat(page("auditor", "/mismatches/" + number))
                .contains("10", "12")
                .doesNotContain("Put it right");
        assertThat(page("operator", "/mismatches/" + number)).contains("Put it right", "Send ours again");
        var decided = post(
                "operator",
                "/mismatches/" + number + "/repair",
                "version",
                "0",
                "repair",
                "IGNORE",
                "reason",
                "Seats of a test");

        assertThat(decided.getStatusCode().value()).isEqualTo(302);
        assertThat(page("auditor", "/mismatches/" + number)).contains("ignore by operator: Seats of a test");
        assertThat(post(
                                "operator",
                                "/mismatches/" + number + "/repair",
                                "version",
                                "0",
                                "repair",
                                "IGNORE",
                                "reason",
                                "Again")
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    void aRepairThatDoesNotFitIsSaidOnThePageWithWhatWasTyped() {
        var path = "/mismatches/" + mismatch() + "/repair";
        var person = new SentPage(as("operator"));

        SentPage.assertRefused(
                person.send(
                        path,
                        Map.of("version", "0", "repair", "CORRECT_LEDGER", "from", "1.2.2026", "reason", "Agreed")),
                "&#39;1.2.2026&#39; does not fit &#39;from&#39;",
                "value=\"Agreed\"");
        SentPage.assertRefused(person.send(path, Map.of()), "&#39;repair&#39; is empty");
    }

    @Test
    void whoMayNotOperateIsRefused() {
        assertThat(post("auditor", "/provider-syncs").getStatusCode().value()).isEqualTo(403);
        assertThat(post("auditor", "/mismatches/MIS-1/repair").getStatusCode().value())
                .isEqualTo(403);
        assertThat(post("auditor", "/provider-accounts/" + account + "/mapping")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    private String mismatch() {
        var number = "MIS-" + name;
        jdbc.sql(
                        """
                        insert into mismatch (id, number, provider, provider_account_id, provider_subscription_id, kind,
                                              ours, theirs, proposal, status, opened_at, last_seen_at)
                        select gen_random_uuid(), :number, 'partner-center', id, :number, 'QUANTITY', '10', '12',
                               'ADOPT_THEIRS', 'OPEN', now(), now()
                        from provider_account where number = :account""")
                .param("number", number)
                .param("account", account)
                .update();
        return number;
    }

    private String page(String logIn, String path) {
        var answer = as(logIn).get().uri(path).retrieve().toEntity(String.class);
        assertThat(answer.getStatusCode().value())
                .as(path + ": " + answer.getBody())
                .isEqualTo(200);
        return String.valueOf(answer.getBody());
    }

    private ResponseEntity<String> post(String logIn, String path, String... fields) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var index = 0; index < fields.length; index += 2) {
            form.add(fields[index], fields[index + 1]);
        }
        return as(logIn)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .toEntity(String.class);
    }
}
