package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import io.tenantry.subscription.Terms;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Terms that change, ordered here or made at the provider, in the ledger and on the invoices: no day is billed twice and
 * none is lost. Provisioning best practices §5 (NCE and co-termination).
 */
class TermBillingIT extends TermScenario {

    private static final String TRIAL = "CFQ7TTC0LCHC:0003";
    private static final String PAID = "CFQ7TTC0LCHC:0002";

    @Autowired
    private Terms terms;

    /**
     * Ten seats by the month at 68.40 from the 16th become annual at 59.85 with their renewal on the 16th of the next
     * month of 30 days, and end together with the annual term that began on the first: 684.00 − 10 × 8.55 × 15/30.
     */
    @Test
    void aMonthlyTermBecomesAnnualAndEndsTogetherWithAnotherOne() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("coterm"));
        var contract = contractWithoutRefunds(company, 1);
        var annual = active(company, Map.of("contractNumber", contract, "quantity", 5));
        bill(start.plusDays(1));
        moveTo(start.plusDays(15));
        var monthly = active(company, Map.of("contractNumber", contract, "quantity", 10, "term", "P1M"));
        sync();
        var togetherUntil = start.plusYears(1).minusDays(1);

        term(monthly, "NEXT_TERM", Map.of("next", next(E5, 10, togetherUntil)));
        runJobs();

        assertThat(atTheProvider(company, monthly)
                        .at("/scheduledNextTermInstructions/customTermEndDate")
                        .asText())
                .startsWith(togetherUntil.toString());

        bill(start.plusMonths(1).plusDays(1));
        var renewal = start.plusMonths(1).plusDays(15);
        moveTo(renewal.plusDays(3));
        sync();

        assertThatObject(atTheProvider(company, monthly))
                .returns("P1Y", there -> there.path("termDuration").asText())
                .satisfies(there ->
                        assertThat(there.path("commitmentEndDate").asText()).startsWith(togetherUntil.toString()));
        assertThat(termOf(monthly).path("termEnd").asText())
                .isEqualTo(termOf(annual).path("termEnd").asText())
                .isEqualTo(togetherUntil.toString());
        assertThat(ledgerOf(monthly)).last().satisfies(renewed -> {
            assertThat(renewed.path("effectiveDate").asText()).isEqualTo(renewal.toString());
            assertThat(renewed.path("unitPrice").decimalValue()).isEqualByComparingTo("59.85");
        });

        bill(start.plusMonths(2).plusDays(1));

        var second = start.plusMonths(1);
        var third = start.plusMonths(2);
        assertThat(billed(contract, monthly))
                .containsExactly(
                        line(start.plusDays(15), second, "10 x 68.40 = 353.03"),
                        line(second, third, "10 x 68.40 = 684.00"),
                        line(renewal, third, "10 x -8.55 = -42.75"),
                        line(third, start.plusMonths(3), "10 x 59.85 = 598.50"));
        assertThat(billed(contract, annual)).hasSize(3).allSatisfy(line -> assertThat(line)
                .endsWith("5 x 59.85 = 299.25"));

        sync();

        assertThat(ledgerOf(monthly)).as("nothing is noticed twice").hasSize(3);
    }

    /**
     * Ten seats by the month at 68.40 go on as annual ones on the 17th, on a contract by the year: 15 of 31 days come
     * back (330.97), and the year from the 17th on costs 6840.00. The contract refunds nothing, but no day is sold twice.
     */
    @Test
    void aMonthlySubscriptionBecomesAnnualAtOnceAndOnlyTheNewOneGoesToTheAnnualContract() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("annual"));
        var monthly = contractWithoutRefunds(company, 1);
        var old = active(company, Map.of("contractNumber", monthly, "quantity", 10, "term", "P1M"));
        var other = active(company, Map.of("contractNumber", monthly, "quantity", 10));
        sync();
        var id = subscription(old).path("providerSubscriptionId").asText();
        bill(start.plusDays(1));
        var change = start.plusDays(16);
        moveTo(change);
        var yearly = contractWithoutRefunds(company, 12);

        var moved = moved(
                old,
                Map.of(
                        "partNumber",
                        E5,
                        "term",
                        "P1Y",
                        "billingPlan",
                        "ANNUAL",
                        "salesUnit",
                        "ANNUAL",
                        "contractNumber",
                        yearly,
                        "reason",
                        "They commit for a year"));
        runJobs();

        var successor = moved.path("newSubscription").asText();
        assertThat(provisioning(moved.path("leaving").asText())).isEqualTo("PROVISIONED");
        assertThat(subscription(successor).path("providerSubscriptionId").asText())
                .isEqualTo(id);
        assertThatObject(atTheProvider(company, successor))
                .returns("P1Y", there -> there.path("termDuration").asText())
                .returns("annual", there -> there.path("billingCycle").asText())
                .returns(10, there -> there.path("quantity").asInt())
                .satisfies(there -> assertThat(there.path("commitmentEndDate").asText())
                        .startsWith(change.plusYears(1).minusDays(1).toString()));

        sync();
        bill(start.plusMonths(1).plusDays(1));

        var second = start.plusMonths(1);
        assertThat(billed(monthly, old))
                .containsExactly(
                        line(start, second, "10 x 68.40 = 684.00"), line(change, second, "-10 x 68.40 = -330.97"));
        assertThat(billed(monthly, other)).hasSize(2);
        assertThat(billed(yearly, successor))
                .containsExactly(line(change, change.plusYears(1), "10 x 57.00 = 6840.00"));
        assertThat(termOf(successor).path("termEnd").asText())
                .isEqualTo(change.plusYears(1).minusDays(1).toString());
        assertThat(ledgerOf(successor)).as("the sync found nothing else").hasSize(1);
        assertThat(outside.subscriptionsOf(company.tenant())).hasSize(2);
    }

    /** Somebody makes it annual in the portal on the 17th, and it is noticed on the 20th: it counts from the 17th. */
    @Test
    void aLongerTermThatWasChosenInThePortalCountsFromItsFirstDay() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("portalterm"));
        var number = active(company, Map.of("quantity", 10, "term", "P1M"));
        sync();
        bill(start.plusDays(1));
        var change = start.plusDays(16);
        moveTo(change);
        outside.editsInThePortal(
                company.tenant(),
                subscription(number).path("providerSubscriptionId").asText(),
                Map.of("termDuration", "P1Y", "billingCycle", "monthly", "autoRenewEnabled", true));
        moveTo(change.plusDays(3));

        sync();

        assertThatObject(termOf(number))
                .returns("P1Y", term -> term.path("term").asText())
                .returns(change.plusYears(1).minusDays(1).toString(), term -> term.path("termEnd")
                        .asText());
        assertThat(ledgerOf(number)).last().satisfies(edit -> {
            assertThat(edit.path("source").asText()).isEqualTo("PROVIDER");
            assertThat(edit.path("effectiveDate").asText()).isEqualTo(change.toString());
            assertThat(edit.path("reason").asText()).contains("term P1M MONTHLY to P1Y MONTHLY");
        });

        bill(start.plusMonths(1).plusDays(1));

        var second = start.plusMonths(1);
        assertThat(billed(company.contract(), number))
                .containsExactly(
                        line(start, second, "10 x 68.40 = 684.00"),
                        line(change, second, "10 x -8.55 = -41.37"),
                        line(second, start.plusMonths(2), "10 x 59.85 = 598.50"));
    }

    /** Ten seats at 26.40 from the day of the conversion on: 264.00 × 15/31, and nothing for the sixteen days before. */
    @Test
    void aTrialIsBilledFromTheDayOnWhichSomebodyPaysForIt() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("tries"));
        var number = trial(company);
        bill(start.plusDays(1));

        assertThat(billed(company.contract(), number)).isEmpty();
        assertThat(termOf(number).path("trial").asBoolean()).isTrue();

        var change = start.plusDays(16);
        moveTo(change);
        var converted = term(number, "TRIAL_TO_PAID", Map.of("next", paid()));
        runJobs();

        assertThat(provisioning(converted)).isEqualTo("PROVISIONED");
        assertThatObject(atTheProvider(company, number))
                .returns(false, there -> there.path("isTrial").asBoolean())
                .satisfies(there -> assertThat(there.path("offerId").asText()).startsWith(PAID));
        assertThatObject(termOf(number))
                .returns(false, term -> term.path("trial").asBoolean())
                .returns(change.plusMonths(1).minusDays(1).toString(), term -> term.path("termEnd")
                        .asText());

        sync();
        bill(start.plusMonths(1).plusDays(1));

        var second = start.plusMonths(1);
        assertThat(billed(company.contract(), number))
                .containsExactly(
                        line(change, second, "10 x 26.40 = 127.74"),
                        line(second, start.plusMonths(2), "10 x 26.40 = 264.00"));
        assertThat(ledgerOf(number)).as("the sync found nothing else").hasSize(2);
    }

    /** A trial from the 10th is paid for from the 10th of the next month of 30 days on: 264.00 × 21/30. */
    @Test
    void aTrialThatNobodyEndsIsPaidForFromTheDayAfterItsEnd() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("stays"));
        moveTo(start.plusDays(9));
        var number = trial(company);
        var renewal = start.plusMonths(1).plusDays(9);
        bill(start.plusMonths(1).plusDays(1));
        moveTo(renewal.plusDays(4));

        sync();

        assertThat(atTheProvider(company, number).path("isTrial").asBoolean()).isFalse();
        assertThat(subscription(number).path("partNumber").asText()).isEqualTo(PAID);
        assertThat(termOf(number).path("trial").asBoolean()).isFalse();
        assertThat(ledgerOf(number)).last().satisfies(paid -> {
            assertThat(paid.path("source").asText()).isEqualTo("PROVIDER");
            assertThat(paid.path("effectiveDate").asText()).isEqualTo(renewal.toString());
        });

        bill(start.plusMonths(2).plusDays(1));

        assertThat(billed(company.contract(), number))
                .containsExactly(
                        line(renewal, start.plusMonths(2), "10 x 26.40 = 184.80"),
                        line(start.plusMonths(2), start.plusMonths(3), "10 x 26.40 = 264.00"));
    }

    @Test
    void aTrialThatEndsWithoutBeingPaidForExpiresAndCostsNothing() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("leaves"));
        var number = trial(company);
        term(number, "AUTO_RENEW_OFF", Map.of());
        runJobs();
        var lastDay = start.plusMonths(1).minusDays(1);
        moveTo(lastDay.plusDays(3));

        sync();

        assertThat(status(number)).isEqualTo("EXPIRED");
        assertThat(ledgerOf(number)).last().satisfies(end -> {
            assertThat(end.path("quantityAfter").asInt()).isZero();
            assertThat(end.path("effectiveDate").asText())
                    .isEqualTo(lastDay.plusDays(1).toString());
        });

        bill(start.plusMonths(2).plusDays(1));

        assertThat(billed(company.contract(), number)).isEmpty();
    }

    /** Ten seats for a month, not renewed, on a contract by the quarter that refunds nothing: only that month is billed. */
    @Test
    void whatExpiredIsBilledUpToItsLastDayWheneverThatIsNoticed() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("expires"));
        var contract = contractWithoutRefunds(company, 3);
        var stays = active(company, Map.of("contractNumber", contract, "quantity", 30));
        var number = active(company, Map.of("contractNumber", contract, "quantity", 10, "term", "P1M"));
        sync();
        bill(start.plusDays(1));
        term(number, "AUTO_RENEW_OFF", Map.of());
        runJobs();
        moveTo(start.plusMonths(1).plusDays(5));

        sync();
        bill(start.plusMonths(3).plusDays(1));

        assertThat(status(number)).isEqualTo("EXPIRED");
        assertThat(billed(contract, number))
                .containsExactly(
                        line(start, start.plusMonths(3), "10 x 68.40 = 2052.00"),
                        line(start.plusMonths(1), start.plusMonths(3), "-10 x 68.40 = -1368.00"));
        assertThat(billed(contract, stays)).hasSize(2);
    }

    /**
     * Ten seats, cancelled there on the 4th and revived on the 6th, expire with their month. What the expiry leaves is given
     * back, for nobody provides it; what the cancellation left is no matter of how it ended later: it stays as it was, not
     * refunded.
     */
    @Test
    void whatWasCancelledThereIsNotRefundedBecauseItExpiredLater() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("revived"));
        var contract = contractWithoutRefunds(company, 3);
        var stays = active(company, Map.of("contractNumber", contract, "quantity", 30));
        var number = active(company, Map.of("contractNumber", contract, "quantity", 10, "term", "P1M"));
        sync();
        bill(start.plusDays(1));
        var id = subscription(number).path("providerSubscriptionId").asText();
        moveTo(start.plusDays(3));
        outside.editsInThePortal(company.tenant(), id, Map.of("status", "deleted"));
        sync();
        moveTo(start.plusDays(5));
        outside.forces(company.tenant(), id, Map.of("status", "active"));
        sync();
        moveTo(start.plusMonths(1).plusDays(5));

        sync();
        bill(start.plusMonths(3).plusDays(1));

        assertThat(status(number)).isEqualTo("EXPIRED");
        assertThat(ledgerOf(number))
                .extracting(change -> change.path("quantityDelta").asInt())
                .containsExactly(10, -10, 10, -10);
        assertThat(billed(contract, number))
                .containsExactly(
                        line(start, start.plusMonths(3), "10 x 68.40 = 2052.00"),
                        line(start.plusDays(5), start.plusMonths(3), "10 x 68.40 = 1941.68"),
                        line(start.plusMonths(1), start.plusMonths(3), "-10 x 68.40 = -1368.00"));
        assertThat(billed(contract, stays)).hasSize(2);
    }

    /**
     * Ten seats at 12.00 from the 15th, billed to the end of the next month of 30 days (120.00), end with the 14th of it:
     * 64.00 come back for its last 16 days, which nobody provides, though the contract refunds nothing.
     */
    @Test
    void whatOurClockEndsIsBilledUpToItsLastDayThoughNothingIsRefunded() {
        var start = moveToTheFirstOfALongMonth();
        var company = onboarded(domain("ends"));
        var contract = contractWithoutRefunds(company, 1);
        moveTo(start.plusDays(14));
        var stays = active(company, Map.of("contractNumber", contract, "quantity", 30));
        var number = active(
                company,
                Map.of(
                        "contractNumber",
                        contract,
                        "quantity",
                        10,
                        "term",
                        "P1M",
                        "unitPrice",
                        "12.00",
                        "currency",
                        "USD"));
        sync();
        term(number, "AUTO_RENEW_OFF", Map.of());
        runJobs();
        var second = start.plusMonths(1);
        bill(second.plusDays(1));
        var lastDay = second.plusDays(13);
        moveTo(lastDay.plusDays(4));

        terms.expire();

        assertThat(status(number)).isEqualTo("EXPIRED");
        assertThat(ledgerOf(number))
                .last()
                .satisfies(end -> assertThat(end.path("source").asText()).isEqualTo("SYSTEM"));

        bill(start.plusMonths(2).plusDays(1));

        assertThat(billed(contract, number))
                .containsExactly(
                        line(start.plusDays(14), second, "10 x 12.00 = 65.81"),
                        line(second, start.plusMonths(2), "10 x 12.00 = 120.00"),
                        line(lastDay.plusDays(1), start.plusMonths(2), "-10 x 12.00 = -64.00"));
        assertThat(billed(contract, stays)).hasSize(3);
    }

    /** Ordered, there, and seen to be a trial: what it costs is nothing. */
    private String trial(Company company) {
        var number = active(company, Map.of("partNumber", TRIAL, "quantity", 10, "term", "P1M"));
        sync();
        assertThat(atTheProvider(company, number).path("isTrial").asBoolean()).isTrue();
        return number;
    }

    private static Map<String, Object> next(String part, int quantity, LocalDate end) {
        return Map.of(
                "partNumber", part, "quantity", quantity, "term", "P1Y", "billingPlan", "MONTHLY", "termEnd", end);
    }

    private static Map<String, Object> paid() {
        return Map.of("partNumber", PAID, "quantity", 10, "term", "P1M", "billingPlan", "MONTHLY");
    }
}
