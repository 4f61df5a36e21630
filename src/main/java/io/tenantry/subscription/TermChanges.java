package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of a term: whether and as what it renews, suspension, cancellation within the provider's window, and the end
 * of a trial. Each is a license change with an instruction, so that order, statuses and trail are those of every other
 * change; what it says holds here as soon as the provider has confirmed it.
 */
@Service
@Transactional
public class TermChanges {

    private final Ledger ledger;
    private final TermRules rules;
    private final ChangeWriting writing;
    private final Followers followers;
    private final Products products;
    private final SellingPrices prices;
    private final BillingContracts contracts;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    TermChanges(
            Ledger ledger,
            TermRules rules,
            ChangeWriting writing,
            Followers followers,
            Products products,
            SellingPrices prices,
            BillingContracts contracts,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.rules = rules;
        this.writing = writing;
        this.followers = followers;
        this.products = products;
        this.prices = prices;
        this.contracts = contracts;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * Takes in a change of the term. Publishes {@link LicenseChangeRequested}.
     *
     * @throws Refused if state, window, product or term forbid it; then nothing is written
     * @throws Stale if somebody changed the subscription since the caller read it
     */
    public RequestedChange request(TermCommand command) {
        ChangePlanning.requireReason(command.reason());
        var subscription = ledger.lock(command.subscriptionNumber());
        Stale.check(subscription.toString(), command.version(), subscription.version());
        rules.require(subscription, command);
        var change =
                switch (command.instruction()) {
                    case CANCEL -> cancel(subscription, command);
                    case TRIAL_TO_PAID -> convert(subscription, command);
                    default -> instruct(subscription, command);
                };
        var now = calendar.now();
        events.publishEvent(new LicenseChangeRequested(change.number(), subscription.number(), false, now));
        return new RequestedChange(change.number(), subscription.number(), false, change.effectiveDate(), now);
    }

    /** The last days on which a term that is to end together with others may end. */
    @Transactional(readOnly = true)
    public List<TermEnd> termEnds(String subscriptionNumber, String term) {
        return rules.termEnds(ledger.subscription(subscriptionNumber), term);
    }

    private LicenseChange instruct(Subscription subscription, TermCommand command) {
        var next = command.next();
        var instruction = next == null
                ? TermInstruction.of(command.instruction())
                : TermInstruction.of(command.instruction(), next);
        return ledger.append(
                subscription,
                LedgerEntry.asked(SubscriptionEvent.UPDATE, calendar.today(), command.reason())
                        .instructing(instruction));
    }

    /** All of it ends, and all below it first; the provider gives back what its window allows. */
    private LicenseChange cancel(Subscription subscription, TermCommand command) {
        var today = calendar.today();
        var plan = new PlannedChange(
                SubscriptionEvent.DEACTIVATE,
                -subscription.quantity(),
                null,
                null,
                command.refund(),
                today,
                calendar.now(),
                command.reason());
        LedgerChecks.requireExact(ledger.of(subscription), plan);
        var steps = followers.of(subscription, plan);
        var change = ledger.append(
                subscription,
                LedgerEntry.asked(SubscriptionEvent.DEACTIVATE, today, command.reason())
                        .by(plan.quantityDelta())
                        .refunding(command.refund())
                        .instructing(TermInstruction.of(Instruction.CANCEL)));
        ledger.move(subscription, SubscriptionStatus.INACTIVE, command.reason());
        followers.follow(steps, change, plan, change.actor());
        return change;
    }

    /** From today on it is the product that is paid for, at its price; the provider turns the trial into it. */
    private LicenseChange convert(Subscription subscription, TermCommand command) {
        writing.requireChangeable(subscription, SubscriptionEvent.UPDATE);
        requireNoConversionYet(subscription);
        ChangePlanning.requireProduct(subscription);
        var asked = requireNext(command);
        Term.requireSellable(asked.term(), asked.billingPlan());
        var next = new NextTerm(asked.partNumber(), subscription.quantity(), asked.term(), asked.billingPlan(), null);
        var product = rules.requireProduct(subscription, next.partNumber());
        var entry = LedgerEntry.asked(SubscriptionEvent.UPDATE, calendar.today(), command.reason())
                .to(product.id())
                .at(price(subscription, product, command, next))
                .instructing(TermInstruction.of(Instruction.TRIAL_TO_PAID, next));
        var change = ledger.append(subscription, entry);
        subscription.takesRulesOf(product);
        subscription.recommit(subscription.commitment().paidForAs(next, calendar.today()));
        return change;
    }

    private Price price(Subscription subscription, ProductView product, TermCommand command, NextTerm next) {
        var contract = subscription.owner().billingContractId();
        if (contract == null) {
            throw new Refused(
                    "contract-missing", subscription + " has no billing contract to price it with; attach one");
        }
        var known = subscription.price().salesUnit();
        return prices.require(prices.quote(new Sale(
                subscription.toString(),
                product.id(),
                known == null ? AdoptedSubscriptions.salesUnit(next.billingPlan()) : known,
                next.term(),
                calendar.today(),
                contracts.get(contract),
                command.unitPrice())));
    }

    /** A second one would be told after the first, to a subscription that is no trial any more. */
    private void requireNoConversionYet(Subscription subscription) {
        ledger.of(subscription).stream()
                .filter(change -> change.instructs(Instruction.TRIAL_TO_PAID) && change.isOpen())
                .findFirst()
                .ifPresent(change -> {
                    throw new Refused(
                            "under-way",
                            change + " is to turn the trial into what is paid for already, and is "
                                    + change.provisioningStatus().label()
                                    + "; set it to Awaiting again, or to Not Applicable first");
                });
    }

    private static NextTerm requireNext(TermCommand command) {
        var next = command.next();
        if (next == null) {
            throw new Refused("next-missing", "Say as what it goes on: part number, quantity, term and billing plan");
        }
        return next;
    }
}
