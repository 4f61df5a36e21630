package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContracts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rolls terms on, as they are or into what was instructed for the next one. Each renewal is kept once, whether our clock
 * or the provider told it first.
 */
@Component
class Renewals {

    private final Ledger ledger;
    private final Followers followers;
    private final Products products;
    private final SellingPrices prices;
    private final BillingContracts contracts;
    private final LedgerTrail trail;
    private final LedgerCalendar calendar;
    private final EndedTerms ended;
    private final JdbcClient jdbc;

    Renewals(
            Ledger ledger,
            Followers followers,
            Products products,
            SellingPrices prices,
            BillingContracts contracts,
            LedgerTrail trail,
            LedgerCalendar calendar,
            EndedTerms ended,
            JdbcClient jdbc) {
        this.ledger = ledger;
        this.followers = followers;
        this.products = products;
        this.prices = prices;
        this.contracts = contracts;
        this.trail = trail;
        this.calendar = calendar;
        this.ended = ended;
        this.jdbc = jdbc;
    }

    List<String> due(String after) {
        return ended.after(after, true);
    }

    /**
     * A clock that stood still for months lets it roll on month by month.
     *
     * @return whether it renewed; not if that has changed since it was listed
     */
    boolean rollOn(String number) {
        var subscription = ledger.lock(number);
        if (!ended.isStillDue(subscription, true)) {
            return false;
        }
        var end = subscription.commitment().commitmentEnd();
        while (end != null && end.isBefore(calendar.today())) {
            renew(subscription, end.plusDays(1), "CLOCK");
            end = subscription.commitment().commitmentEnd();
        }
        return true;
    }

    /**
     * What the provider tells of a later term than ours is a renewal that we have not noticed yet.
     *
     * @return the day on which it renewed; null if it did not
     */
    @Nullable
    LocalDate noticed(Subscription subscription, @Nullable LocalDate toldEnd) {
        var end = subscription.commitment().commitmentEnd();
        if (end == null
                || toldEnd == null
                || !toldEnd.isAfter(end)
                || !end.isBefore(calendar.today())
                || !subscription.commitment().autoRenew()
                || Term.monthsOf(subscription.commitment().term()) == 0) {
            return null;
        }
        var renewedOn = end.plusDays(1);
        renew(subscription, renewedOn, "PROVIDER");
        return renewedOn;
    }

    private void renew(Subscription subscription, LocalDate renewedOn, String noticedBy) {
        var next = subscription.outlook().next();
        var change = next == null ? null : goOnAs(subscription, next, renewedOn);
        var end = endOf(subscription, next, renewedOn);
        var commitment = subscription.commitment();
        subscription.recommit(
                next == null
                        ? commitment.until(end, true)
                        : commitment.as(next.term(), next.billingPlan()).until(end, true));
        subscription.lookAhead(subscription.outlook().renewingTo(null).cancellable(null));
        keep(subscription, renewedOn, end, noticedBy, change);
    }

    private static LocalDate endOf(Subscription subscription, @Nullable NextTerm next, LocalDate renewedOn) {
        if (next != null) {
            return next.termEnd() == null ? Term.endOf(renewedOn, next.term()) : next.termEnd();
        }
        var commitment = subscription.commitment();
        return Term.of(commitment.startDate(), null, commitment.term()).endAfter(renewedOn);
    }

    /** The provider has done it already; here it is one change that counts from the day of the renewal. */
    private LicenseChange goOnAs(Subscription subscription, NextTerm next, LocalDate renewedOn) {
        var written = ledger.of(subscription);
        LedgerChecks.requireNothingAwaits(
                written, subscription + " renewed on " + renewedOn + " and goes on with " + next.words());
        var provider = subscription.atProvider().provider();
        var product = products.find(provider, next.partNumber()).orElse(null);
        var delta = next.quantity() - subscription.quantity();
        var reason = "Renewed on " + renewedOn + " as was instructed for its next term";
        var plan =
                new PlannedChange(SubscriptionEvent.UPDATE, delta, null, null, true, renewedOn, calendar.now(), reason);
        var steps = followers.of(subscription, plan);
        var price = price(subscription, product, next, renewedOn);
        var latest = LedgerChecks.latest(written);
        var change = ledger.append(
                subscription,
                LedgerEntry.corrected(price != null && latest.isAfter(renewedOn) ? latest : renewedOn, reason)
                        .by(delta)
                        .to(product == null ? null : product.id())
                        .at(price));
        if (product == null) {
            subscription.orderedAs(next.partNumber());
        } else {
            subscription.takesRulesOf(product);
        }
        followers.follow(steps, change, plan, change.actor());
        return change;
    }

    /** Of the new product and term; what stays the same keeps its price, and what has none goes on at the old one. */
    private @Nullable Price price(
            Subscription subscription, @Nullable ProductView product, NextTerm next, LocalDate renewedOn) {
        var contract = subscription.owner().billingContractId();
        var same = product != null
                && product.id().equals(subscription.productId())
                && next.term().equals(subscription.commitment().term());
        if (product == null || contract == null || same) {
            return null;
        }
        var price = prices.findPrice(new Sale(
                subscription.toString(),
                product.id(),
                subscription.price().salesUnit(),
                next.term(),
                renewedOn,
                contracts.get(contract),
                null));
        return price.isKnown() ? price : null;
    }

    private void keep(
            Subscription subscription,
            LocalDate renewedOn,
            LocalDate end,
            String noticedBy,
            @Nullable LicenseChange change) {
        ledger.flush();
        jdbc.sql(
                        """
                        insert into subscription_renewal
                            (subscription_id, renewed_on, term, term_end, noticed_by, license_change_id, at)
                        select :subscription, :renewedOn, :term, :end, :noticedBy,
                               (select id from license_change where number = :change), :at
                        on conflict (subscription_id, renewed_on) do nothing""")
                .param("subscription", subscription.id())
                .param("renewedOn", renewedOn)
                .param("term", subscription.commitment().term())
                .param("end", end)
                .param("noticedBy", noticedBy)
                .param("change", change == null ? null : change.number())
                .param("at", calendar.now().atOffset(ZoneOffset.UTC))
                .update();
        trail.acted(
                subscription.number(),
                "term-renewed",
                "",
                Map.of("on", renewedOn, "until", end, "noticedBy", noticedBy));
    }
}
