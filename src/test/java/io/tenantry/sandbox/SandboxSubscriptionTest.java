package io.tenantry.sandbox;

import static io.tenantry.sandbox.SandboxClient.E5;
import static io.tenantry.sandbox.SandboxClient.TEAMS_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxSubscriptionTest {

    private static Sandbox sandbox;
    private static SandboxClient client;
    private String contoso;
    private String e5;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void aTenantWithTenSeatsBoughtOnTheEleventhOfMarch() throws Exception {
        client.control("POST", "/reset", null);
        client.moveClockTo("2027-03-11T09:00:00Z");
        contoso = client.tenant("Contoso Ltd", "contoso.example");
        e5 = client.buy(contoso, E5, 10);
    }

    @Test
    void endsATermOnItsLastDayAndABillingCycleLikewise() throws Exception {
        var bought = client.get(e5);

        assertThat(bought.at("/commitmentEndDate")).isEqualTo("2028-03-10T00:00:00Z");
        assertThat(bought.at("/commitmentEndDateTime")).isEqualTo("2028-03-10T23:59:59Z");
        assertThat(bought.at("/billingCycleEndDate")).isEqualTo("2027-04-10T00:00:00Z");
        client.moveClockTo("2027-04-11T00:00:00Z");
        assertThat(client.get(e5).at("/billingCycleEndDate")).isEqualTo("2027-05-10T00:00:00Z");
    }

    @Test
    void keepsTheDistanceToTheMonthsEndForWhoBuysOnTheLastDayButOne() throws Exception {
        client.moveClockTo("2028-01-30T12:00:00Z");
        var january = client.buy(contoso, E5, 1);

        assertThat(client.get(january).at("/billingCycleEndDate")).isEqualTo("2028-02-27T00:00:00Z");
        client.moveClockTo("2028-02-28T12:00:00Z");
        assertThat(client.get(january).at("/billingCycleEndDate")).isEqualTo("2028-03-29T00:00:00Z");
        client.moveClockTo("2028-03-30T12:00:00Z");
        assertThat(client.get(january).at("/billingCycleEndDate")).isEqualTo("2028-04-28T00:00:00Z");
    }

    @Test
    void giveBackSeatsWithinTheSevenDaysOfTheirOwnBatchOnly() throws Exception {
        client.moveClockTo("2027-03-15T09:00:00Z");
        client.change(e5, "quantity", 15);

        var bothOpen = client.get(e5).json().at("/refundableQuantity");
        client.moveClockTo("2027-03-18T09:01:00Z");
        var newestOpen = client.get(e5).json().at("/refundableQuantity");
        var tooMany = client.change(e5, "quantity", 9);
        var allowed = client.change(e5, "quantity", 12);
        var rest = client.get(e5).json().at("/refundableQuantity/totalQuantity").intValue();
        client.moveClockTo("2027-03-22T09:01:00Z");
        var late = client.change(e5, "quantity", 11);

        assertThat(bothOpen.path("totalQuantity").intValue()).isEqualTo(15);
        assertThat(bothOpen.path("details")).hasSize(2);
        assertThat(newestOpen.path("totalQuantity").intValue()).isEqualTo(5);
        assertThat(newestOpen.at("/details/0/allowedUntilDateTime").asText()).startsWith("2027-03-22T09:0");
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.json().path("code").isInt()).isTrue();
        assertThat(tooMany.json().path("code").intValue()).isEqualTo(800090);
        assertThat(tooMany.at("/description")).isEqualTo("Subscription quantity cannot be decreased.");
        assertThat(tooMany.at("/source")).isEqualTo("PartnerFD");
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(rest).isEqualTo(2);
        assertThat(late.json().path("code").intValue()).isEqualTo(800090);
        assertThat(client.get(e5).json().path("quantity").intValue()).isEqualTo(12);
    }

    @Test
    void refusesQuantitiesThatAreNone() throws Exception {
        assertThat(client.change(e5, "quantity", 0).at("/code")).isEqualTo("2002");
        assertThat(client.change(e5, "quantity", -3).at("/code")).isEqualTo("2002");
        assertThat(client.change(e5, "quantity", "many").at("/code")).isEqualTo("2002");
        assertThat(client.change(e5, "quantity", 10_001).at("/code")).isEqualTo("2002");
        assertThat(client.get(e5).json().path("quantity").intValue()).isEqualTo(10);
    }

    @Test
    void cancelsWithinSevenDaysOfPurchaseOrRenewalAndNotAfter() throws Exception {
        var second = client.buy(contoso, E5, 1);

        var cancelled = client.change(second, "status", "Deleted");
        var touched = client.change(second, "quantity", 2);
        client.moveClockTo("2027-03-18T09:01:00Z");
        var late = client.change(e5, "status", "deleted");
        client.moveClockTo("2028-03-12T00:00:00Z");
        var afterRenewal = client.change(e5, "status", "deleted");

        assertThat(cancelled.at("/status")).isEqualTo("deleted");
        assertThat(touched.at("/code")).isEqualTo("2011");
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.json().path("code").intValue()).isEqualTo(900117);
        assertThat(afterRenewal.at("/status")).isEqualTo("deleted");
    }

    @Test
    void suspendsWithTheRenewalSwitchedOffAndReactivates() throws Exception {
        var suspended = client.change(e5, "status", "suspended");
        var moreSeats = client.change(e5, "quantity", 11);
        var active = client.change(e5, "status", "active");
        var renewing = client.change(e5, "autoRenewEnabled", true);
        var nonsense = client.change(e5, "status", "sleeping");

        assertThat(suspended.at("/status")).isEqualTo("suspended");
        assertThat(suspended.json().path("autoRenewEnabled").booleanValue()).isFalse();
        assertThat(moreSeats.json().path("code").intValue()).isEqualTo(800091);
        assertThat(active.at("/status")).isEqualTo("active");
        assertThat(active.json().path("autoRenewEnabled").booleanValue()).isFalse();
        assertThat(renewing.json().path("autoRenewEnabled").booleanValue()).isTrue();
        assertThat(nonsense.json().path("code").intValue()).isEqualTo(800096);
    }

    @Test
    void reactivatesAnAddOnOnlyWhileItsBaseIsActive() throws Exception {
        var phone = client.buy(contoso, TEAMS_PHONE, 5);
        client.change(phone, "status", "suspended");
        client.change(e5, "status", "suspended");

        var orphan = client.change(phone, "status", "active");
        client.change(e5, "status", "active");
        var together = client.change(phone, "status", "active");

        assertThat(orphan.status()).isEqualTo(400);
        assertThat(orphan.at("/code")).isEqualTo("27009");
        assertThat(together.at("/status")).isEqualTo("active");
    }

    @Test
    void renewsOnTheDayAfterTheTermWithAllSeatsRefundableAgain() throws Exception {
        client.moveClockTo("2028-03-10T23:59:00Z");
        var before = client.get(e5);
        client.moveClockTo("2028-03-11T00:00:00Z");
        var after = client.get(e5);

        assertThat(before.at("/commitmentEndDate")).isEqualTo("2028-03-10T00:00:00Z");
        assertThat(before.json().at("/refundableQuantity/totalQuantity").intValue())
                .isZero();
        assertThat(after.at("/status")).isEqualTo("active");
        assertThat(after.at("/commitmentEndDate")).isEqualTo("2029-03-10T00:00:00Z");
        assertThat(after.json().at("/refundableQuantity/totalQuantity").intValue())
                .isEqualTo(10);
        assertThat(after.at("/cancellationAllowedUntilDate")).isEqualTo("2028-03-18T00:00:00Z");
        assertThat(after.at("/id")).isEqualTo(before.at("/id"));
    }

    @Test
    void renewsSeveralTermsThatHavePassedUnseen() throws Exception {
        client.moveClockTo("2030-06-01T00:00:00Z");

        assertThat(client.get(e5).at("/commitmentEndDate")).isEqualTo("2031-03-10T00:00:00Z");
    }

    @Test
    void runsOutWithoutRenewal() throws Exception {
        client.change(e5, "autoRenewEnabled", false);

        client.moveClockTo("2028-03-11T00:00:00Z");
        var expired = client.get(e5).at("/status");
        var refused = client.change(e5, "quantity", 12);
        client.moveClockTo("2028-04-10T00:00:00Z");
        var disabled = client.get(e5).at("/status");
        client.moveClockTo("2028-07-09T00:00:00Z");

        assertThat(expired).isEqualTo("expired");
        assertThat(refused.json().path("code").intValue()).isEqualTo(900279);
        assertThat(disabled).isEqualTo("disabled");
        assertThat(client.get(e5).at("/status")).isEqualTo("deleted");
    }

    @Test
    void followsTheScheduleAtTheNextTerm() throws Exception {
        var schedule = Map.of(
                "product",
                Map.of("termDuration", "P1Y", "billingCycle", "Annual", "productId", "CFQ7TTC0LFLX", "skuId", "0001"),
                "quantity",
                7,
                "customTermEndDate",
                "2028-12-31T00:00:00Z");

        var scheduled = client.change(e5, "scheduledNextTermInstructions", schedule);
        client.moveClockTo("2028-03-11T00:00:00Z");
        var renewed = client.get(e5);

        assertThat(scheduled.status()).isEqualTo(200);
        assertThat(scheduled
                        .json()
                        .at("/scheduledNextTermInstructions/quantity")
                        .intValue())
                .isEqualTo(7);
        assertThat(renewed.json().path("quantity").intValue()).isEqualTo(7);
        assertThat(renewed.at("/offerName")).isEqualTo("Microsoft 365 E3");
        assertThat(renewed.at("/billingCycle")).isEqualTo("annual");
        assertThat(renewed.at("/commitmentEndDate")).isEqualTo("2028-12-31T00:00:00Z");
        assertThat(renewed.json().has("scheduledNextTermInstructions")).isFalse();
    }

    @Test
    void deletesWhatAClientLeavesOutAndWhatAChangeOverrules() throws Exception {
        var schedule = Map.of("quantity", 7);
        client.change(e5, "scheduledNextTermInstructions", schedule);
        var nickname = client.change(e5, "friendlyName", "Head office");
        var poorer = (ObjectNode) client.get(e5).json();
        poorer.remove("scheduledNextTermInstructions");
        poorer.remove("refundableQuantity");
        poorer.remove("productType");

        var withoutSchedule = client.partnerCenter("PATCH", e5, poorer.toString());
        client.change(e5, "scheduledNextTermInstructions", schedule);
        var midTerm = client.change(e5, "quantity", 12);
        poorer.remove("autoRenewEnabled");
        poorer.put("quantity", 12);
        var withoutRenewal = client.partnerCenter("PATCH", e5, poorer.toString());

        assertThat(nickname.at("/friendlyName")).isEqualTo("Head office");
        assertThat(nickname.json().has("scheduledNextTermInstructions")).isTrue();
        assertThat(withoutSchedule.json().has("scheduledNextTermInstructions")).isFalse();
        assertThat(withoutSchedule.at("/productType/id")).isEqualTo("OnlineServicesNCE");
        assertThat(midTerm.json().has("scheduledNextTermInstructions")).isFalse();
        assertThat(withoutRenewal.json().path("autoRenewEnabled").booleanValue())
                .isFalse();
    }

    @Test
    void lengthensATermAtOnceAndRefusesToShortenIt() throws Exception {
        client.moveClockTo("2027-05-01T10:00:00Z");

        var longer = (ObjectNode) client.get(e5).json();
        longer.put("TermDuration", "P3Y").put("billingCycle", "Triennial");
        longer.remove("termDuration");
        var changed = client.partnerCenter("PATCH", e5, longer.toString());
        var shorter = client.change(e5, "termDuration", "P1Y");

        assertThat(changed.at("/termDuration")).isEqualTo("P3Y");
        assertThat(changed.at("/commitmentEndDate")).isEqualTo("2030-04-30T00:00:00Z");
        assertThat(shorter.json().path("code").intValue()).isEqualTo(800097);
    }

    @Test
    void sellsATrialThatBecomesThePaidProductByItself() throws Exception {
        var trial = trial();
        assertThat(client.get(trial).json().path("isTrial").booleanValue()).isTrue();
        assertThat(client.change(trial, "termDuration", "P1Y")
                        .json()
                        .path("code")
                        .intValue())
                .as("a trial takes no longer term")
                .isEqualTo(800097);

        client.moveClockTo("2027-04-11T00:00:00Z");
        var paid = client.get(trial);

        assertThat(paid.json().path("isTrial").booleanValue()).isFalse();
        assertThat(paid.at("/offerId")).startsWith("CFQ7TTC0LCHC:0002:");
        assertThat(paid.at("/commitmentEndDate")).isEqualTo("2027-05-10T00:00:00Z");
    }

    @Test
    void turnsATrialIntoThePaidProductOnTheDayOfTheTransition() throws Exception {
        var trial = trial();
        client.moveClockTo("2027-03-20T10:00:00Z");
        var target = client.get(trial + "/transitionEligibilities?eligibilityType=immediate")
                .at("/items/0/catalogItemId");

        var moved = client.partnerCenter(
                "POST",
                trial + "/transitions",
                "{\"toCatalogItemId\":\"%s\",\"quantity\":10,\"termDuration\":\"P1Y\",\"billingCycle\":\"monthly\",\"transitionType\":\"transition_only\"}"
                        .formatted(target));

        assertThat(target).startsWith("CFQ7TTC0LCHC:0002:");
        assertThat(moved.status()).isEqualTo(200);
        var paid = client.get(trial);
        assertThat(paid.json().path("isTrial").booleanValue()).isFalse();
        assertThat(paid.at("/commitmentEndDate")).isEqualTo("2028-03-19T00:00:00Z");
        assertThat(paid.at("/cancellationAllowedUntilDate")).startsWith("2027-03-27");
    }

    private String trial() throws Exception {
        var sku = "/v1/products/CFQ7TTC0LCHC/skus/0003";
        assertThat(client.get(sku + "?country=US").json().path("isTrial").booleanValue())
                .isTrue();
        var item = client.get(sku + "/availabilities?country=US").at("/items/0/catalogItemId");
        var line =
                "{\"lineItems\":[{\"catalogItemId\":\"%s\",\"quantity\":10,\"billingCycle\":\"monthly\",\"termDuration\":\"P1M\"}]}";
        var cart = client.partnerCenter("POST", "/v1/customers/" + contoso + "/carts", line.formatted(item))
                .at("/id");
        var order = client.checkout(contoso, cart);
        return "/v1/customers/" + contoso + "/subscriptions/" + order.at("/orders/0/lineItems/0/subscriptionId");
    }

    @Test
    void acceptsASlowChangeAndTakesNoOtherMeanwhile() throws Exception {
        client.fault(
                "{\"kind\":\"SLOW_202\",\"method\":\"PATCH\",\"pathPattern\":\"/v1/**\",\"seconds\":600,\"times\":1}");

        var accepted = client.change(e5, "quantity", 12);
        var before = client.get(e5).json().path("quantity").intValue();
        var meanwhile = client.change(e5, "quantity", 13);
        client.moveClockBy(Duration.ofSeconds(600));
        var after = client.get("/v1" + accepted.header("Location"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text()).isEmpty();
        assertThat(accepted.header("Location")).isEqualTo(e5.substring("/v1".length()));
        assertThat(before).isEqualTo(10);
        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.json().path("code").intValue()).isEqualTo(900278);
        assertThat(after.json().path("quantity").intValue()).isEqualTo(12);
        assertThat(client.change(e5, "quantity", 13).status()).isEqualTo(200);
    }

    @Test
    void changesOncePerRequestIdAndForgetsRefusals() throws Exception {
        var twelve = ((ObjectNode) client.get(e5).json()).put("quantity", 12).toString();
        var zero = ((ObjectNode) client.get(e5).json()).put("quantity", 0).toString();

        var first = client.partnerCenter("PATCH", e5, twelve, "MS-RequestId", "r1");
        client.change(e5, "quantity", 20);
        var repeated = client.partnerCenter("PATCH", e5, twelve, "MS-RequestId", "r1");
        var refused = client.partnerCenter("PATCH", e5, zero, "MS-RequestId", "r1");
        var refusedAgain = client.partnerCenter("PATCH", e5, zero, "MS-RequestId", "r1");

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.json()).isEqualTo(first.json());
        assertThat(client.get(e5).json().path("quantity").intValue()).isEqualTo(20);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refusedAgain.status()).isEqualTo(400);
        assertThat(client.carriedOut(e5, 400)).isEqualTo(2);
    }

    @Test
    void refusesAStaleEtagAndTakesNone() throws Exception {
        var whole = client.get(e5);
        var etag = whole.at("/attributes/etag");
        client.change(e5, "quantity", 11);

        var stale = client.partnerCenter("PATCH", e5, whole.text(), "If-Match", "\"" + etag + "\"");
        var fresh = client.get(e5);
        var good =
                client.partnerCenter("PATCH", e5, fresh.text(), "If-Match", "\"" + fresh.at("/attributes/etag") + "\"");

        assertThat(stale.status()).isEqualTo(400);
        assertThat(stale.at("/code")).isEqualTo("2055");
        assertThat(good.status()).isEqualTo(200);
    }

    @Test
    void upgradesAllSeatsUnderTheSameIdAndSomeUnderASecond() throws Exception {
        var basic = client.buy(contoso, "CFQ7TTC0LH18", 10);
        var targets = client.get(basic + "/transitionEligibilities?eligibilityType=immediate");
        var standard = targets.at("/items/0/catalogItemId");
        var transition = "{\"toCatalogItemId\":\"%s\",\"quantity\":%d,\"transitionType\":\"transition_only\"}";

        var partly = client.partnerCenter("POST", basic + "/transitions", transition.formatted(standard, 4));
        var wholly = client.partnerCenter("POST", basic + "/transitions", transition.formatted(standard, 6));
        var impossible = client.partnerCenter("POST", e5 + "/transitions", transition.formatted(standard, 1));

        assertThat(targets.at("/items/0/title")).isEqualTo("Microsoft 365 Business Standard");
        assertThat(partly.at("/events/0/status")).isEqualTo("Completed");
        assertThat(wholly.status()).isEqualTo(200);
        assertThat(client.get(basic).at("/offerName")).isEqualTo("Microsoft 365 Business Standard");
        assertThat(client.get(basic).json().path("quantity").intValue()).isEqualTo(6);
        var all = client.get("/v1/customers/" + contoso + "/subscriptions").json();
        assertThat(all.path("totalCount").intValue()).isEqualTo(3);
        var twin = client.get("/v1/customers/" + contoso + "/subscriptions/"
                + twinOf(all, basic.substring(basic.lastIndexOf('/') + 1)));
        assertThat(twin.json().path("quantity").intValue()).isEqualTo(4);
        assertThat(twin.at("/commitmentEndDate")).isEqualTo(client.get(basic).at("/commitmentEndDate"));
        assertThat(impossible.json().path("code").intValue()).isEqualTo(900236);
        assertThat(client.get(basic + "/transitions").json().path("totalCount").intValue())
                .isEqualTo(2);
    }

    private String twinOf(com.fasterxml.jackson.databind.JsonNode all, String id) {
        for (var item : all.path("items")) {
            var other = item.path("id").asText();
            if (!other.equals(id) && item.path("offerName").asText().endsWith("Standard")) {
                return other;
            }
        }
        throw new AssertionError("no second subscription in " + all);
    }

    @Test
    void mergesAnUpgradeIntoASubscriptionOfTheTarget() throws Exception {
        var basic = client.buy(contoso, "CFQ7TTC0LH18", 10);
        var standard = client.buy(contoso, "CFQ7TTC0LDPB", 3);
        var into = standard.substring(standard.lastIndexOf('/') + 1);
        var transition =
                "{\"toCatalogItemId\":\"%s\",\"toSubscriptionId\":\"%s\",\"quantity\":10,\"transitionType\":\"transition_with_license_transfer\"}"
                        .formatted(client.catalogItem("CFQ7TTC0LDPB"), into);

        var merged = client.partnerCenter("POST", basic + "/transitions", transition);

        assertThat(merged.at("/events/1/name")).isEqualTo("LicenseReassignment");
        assertThat(client.get(standard).json().path("quantity").intValue()).isEqualTo(13);
        assertThat(client.get(standard)
                        .json()
                        .at("/refundableQuantity/totalQuantity")
                        .intValue())
                .isEqualTo(3);
        assertThat(client.get(basic).at("/status")).isEqualTo("deleted");
    }

    @Test
    void showsWhatWasBoughtAndChangedInThePortal() throws Exception {
        var bought = client.control(
                "POST",
                "/customers/" + contoso + "/subscriptions",
                "{\"productId\":\"CFQ7TTC0HL8W\",\"skuId\":\"0001\",\"quantity\":4,\"termDuration\":\"P1M\"}");
        var id = bought.at("/id");
        var changed = client.control("PATCH", "/customers/" + contoso + "/subscriptions/" + id, "{\"quantity\":9}");
        var path = "/v1/customers/" + contoso + "/subscriptions/" + id;

        assertThat(bought.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(client.get(path).json().path("quantity").intValue()).isEqualTo(9);
        assertThat(client.get(path).at("/commitmentEndDate"))
                .isEqualTo(LocalDate.ofInstant(client.now(), ZoneOffset.UTC)
                                .plusMonths(1)
                                .minusDays(1) + "T00:00:00Z");
        assertThat(client.get(path).json().path("autoRenewEnabled").booleanValue())
                .isTrue();
    }

    @Test
    void listsTheSubscriptionsOfAnOrder() throws Exception {
        var other = client.buy(contoso, "CFQ7TTC0HL8W", 1);
        var order = client.get(other).at("/orderId");

        var list = client.get("/v1/customers/" + contoso + "/subscriptions?order_id=" + order);

        assertThat(list.json().path("totalCount").intValue()).isEqualTo(1);
        assertThat(list.at("/items/0/offerName")).isEqualTo("Power BI Pro");
        assertThat(client.get(other + "x").at("/code")).isEqualTo("20003");
    }
}
