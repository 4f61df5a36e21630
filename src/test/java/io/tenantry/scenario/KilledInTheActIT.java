package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application is killed between what the provider did and what it could write down, or in the middle of writing. It
 * comes back, finds out how far it had got, and does the rest: nothing twice, nothing not at all. What is told of orders
 * in {@link KilledAfterAcceptanceIT} is told here of changes.
 */
class KilledInTheActIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BASIC = FindingScenario.BASIC;
    private static final String STANDARD = "CFQ7TTC0LDPB:0001";

    /** The provider acts, and its answer comes when nobody listens any more. */
    private static final Map<String, Object> ANSWER_IS_LOST =
            Map.of("kind", "TIMEOUT_AFTER", "seconds", 60, "times", 1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private static EmbeddedPostgres server;
    private static Sandbox sandbox;
    private static MortalNode node;
    private static Outside outside;
    private static JdbcClient sql;

    /** It waits for an answer until it is killed. */
    @BeforeAll
    static void open() throws Exception {
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.toFile())
                .start();
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        outside = new Outside(sandbox.baseUrl());
        sql = JdbcClient.create(server.getPostgresDatabase());
        node = new MortalNode(
                directory,
                sandbox,
                server.getJdbcUrl("postgres", "postgres"),
                Map.of("tenantry.partner-center.read-timeout", "90s"));
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
        sandbox.close();
        server.close();
    }

    @Test
    void aQuantityThatTheProviderHasTakenIsNotToldAgain() throws Exception {
        var buyer = buyer();
        var number = buyer.has(BASIC, 25);
        var patches = "/v1/customers/" + buyer.tenant() + "/subscriptions/*";
        outside.fault("PATCH", patches, ANSWER_IS_LOST);

        var change = buyer.wants("changes", number, Map.of("kind", "QUANTITY", "quantity", 30))
                .path("changeNumber")
                .asText();
        diesAfter("PATCH", patches);
        assertThat(statusOf(change)).isEqualTo("AWAITING_PROVISIONING");
        node.rise();
        provisioned(change);

        assertThat(outside.carriedOut("PATCH", patches)).hasSize(1);
        assertAgreed(buyer, BASIC + " 30");
        assertThat(changesOf(number)).isEqualTo(2);
        assertThat(new ChaosTrails(sql).broken()).isEmpty();
    }

    @Test
    void aMoveThatTheProviderHasMadeIsNotMadeAgain() throws Exception {
        var buyer = buyer();
        var number = buyer.has(BASIC, 25);
        var transitions = "/v1/customers/" + buyer.tenant() + "/subscriptions/*/transitions";
        outside.fault("POST", transitions, ANSWER_IS_LOST);

        var moved = buyer.wants(
                "moves",
                number,
                Map.of("partNumber", STANDARD, "term", "P1Y", "billingPlan", "MONTHLY", "quantity", 10));
        var leaving = moved.path("leaving").asText();
        diesAfter("POST", transitions);
        assertThat(statusOf(leaving)).isEqualTo("AWAITING_PROVISIONING");
        node.rise();
        provisioned(leaving);
        provisioned(moved.path("entering").asText());

        assertThat(outside.carriedOut("POST", transitions)).hasSize(1);
        assertAgreed(buyer, BASIC + " 15", STANDARD + " 10");
        assertThat(new ChaosTrails(sql).broken()).isEmpty();
    }

    /** The change is in the ledger, but not yet for anybody else to see, when the application dies. */
    @Test
    void aScheduledChangeInTheMiddleOfItsMergeIsMergedOnce() throws Exception {
        var buyer = buyer();
        var number = buyer.has(BASIC, 25);
        var day = buyer.today().plusDays(2);
        var scheduled = buyer.wants(
                        "changes",
                        number,
                        Map.of(
                                "kind",
                                "QUANTITY",
                                "quantity",
                                30,
                                "effective",
                                "ON_DATE",
                                "effectiveDate",
                                day.toString()))
                .path("changeNumber")
                .asText();

        try (var other = server.getPostgresDatabase().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("select from scheduled_license_change where number = '" + scheduled + "' for update");
            node.as("operator").put("/api/v1/demo/clock", Map.of("now", day + "T08:00:00Z"));
            Awaitility.await("the merge").atMost(PATIENCE).until(() -> isBeingWritten("scheduled_license_change"));
            node.die();
            other.rollback();
        }
        assertThat(changesOf(number)).isEqualTo(1);
        node.rise();
        var merged = node.await(
                "/api/v1/scheduled-license-changes/" + scheduled,
                it -> it.path("status").asText().equals("ARCHIVED"));
        provisioned(merged.path("licenseChangeNumber").asText());

        assertThat(changesOf(number)).isEqualTo(2);
        assertThat(outside.carriedOut("PATCH", "/v1/customers/" + buyer.tenant() + "/subscriptions/*"))
                .hasSize(1);
        assertAgreed(buyer, BASIC + " 30");
        assertThat(new ChaosTrails(sql).broken()).isEmpty();
    }

    private static Buyer buyer() {
        return Buyer.onboarded(
                node::as, outside, "kill" + UUID.randomUUID().toString().substring(0, 8) + ".example");
    }

    /** The provider has acted, and its answer is on the way. */
    private static void diesAfter(String method, String path) {
        Awaitility.await(method + " " + path).atMost(PATIENCE).until(() -> !outside.carriedOut(method, path)
                .isEmpty());
        node.die();
    }

    private static void provisioned(String change) {
        node.await(
                "/api/v1/license-changes/" + change,
                it -> it.path("provisioningStatus").asText().equals("PROVISIONED"));
    }

    private static boolean isBeingWritten(String table) {
        return sql.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like :table")
                        .param("table", "%" + table + "%")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static String statusOf(String change) {
        return sql.sql("select provisioning_status from license_change where number = :change")
                .param("change", change)
                .query(String.class)
                .single();
    }

    private static int changesOf(String subscription) {
        return sql.sql(
                        """
                        select count(*) from license_change g join subscription s on s.id = g.subscription_id
                        where s.number = :subscription
                        """)
                .param("subscription", subscription)
                .query(Integer.class)
                .single();
    }

    /** Both have these products and seats, and know each by the same id. */
    private static void assertAgreed(Buyer buyer, String... seats) {
        assertThat(ledger(buyer)).isEqualTo(provider(buyer));
        assertThat(ledger(buyer).values()).containsExactlyInAnyOrder(seats);
    }

    private static Map<String, String> ledger(Buyer buyer) {
        return sql
                .sql(
                        """
                        select coalesce(s.provider_subscription_id, s.number) as id,
                               s.provider_part_number || ' ' || s.quantity as seats
                        from subscription s join provider_account a on a.id = s.provider_account_id
                        where a.number = :account and s.quantity > 0
                        """)
                .param("account", buyer.account())
                .query((row, number) -> Map.entry(row.getString("id"), row.getString("seats")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> provider(Buyer buyer) {
        return outside.subscriptionsOf(buyer.tenant()).stream()
                .collect(Collectors.toMap(
                        there -> there.path("id").asText(),
                        there -> part(there) + " " + there.path("quantity").asInt()));
    }

    /** An offer is a product, its SKU and its availability. */
    private static String part(JsonNode there) {
        var offer = there.path("offerId").asText();
        return offer.substring(0, offer.lastIndexOf(':'));
    }
}
