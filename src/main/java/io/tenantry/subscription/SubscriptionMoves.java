package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Subscriptions that go on as others: to another product, a longer term or another contract, wholly or some of their
 * seats. The old one ends the day before the change, the new one starts on it.
 *
 * <p>Ten seats move on 16 June: the old one gives back 15 days of June (1–15 June stay billed), the new one is billed
 * from 16 June on. What the old one gives back is no refund, so no refund setting keeps it.
 */
@Service
@Transactional
public class SubscriptionMoves {

    private final Ledger ledger;
    private final ChangeWriting writing;
    private final TermRules rules;
    private final Parents parents;
    private final Replacements replacements;
    private final MoveReversals reversals;
    private final SellingPrices prices;
    private final BillingContracts contracts;
    private final LedgerCalendar calendar;
    private final SubscriptionRepository subscriptions;
    private final ApplicationEventPublisher events;

    SubscriptionMoves(
            Ledger ledger,
            ChangeWriting writing,
            TermRules rules,
            Parents parents,
            Replacements replacements,
            MoveReversals reversals,
            SellingPrices prices,
            BillingContracts contracts,
            LedgerCalendar calendar,
            SubscriptionRepository subscriptions,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.writing = writing;
        this.rules = rules;
        this.parents = parents;
        this.replacements = replacements;
        this.reversals = reversals;
        this.prices = prices;
        this.contracts = contracts;
        this.calendar = calendar;
        this.subscriptions = subscriptions;
        this.events = events;
    }

    /**
     * Moves today. One change goes to the provider, the old one's; the new one's is settled with it. Publishes
     * {@link LicenseChangeRequested}.
     *
     * @throws Refused if state, product, term, contract, price or quantity forbid it; then nothing is written
     */
    public Moved move(MoveCommand command) {
        ChangePlanning.requireReason(command.reason());
        var old = ledger.lock(command.subscriptionNumber());
        Stale.check(old.toString(), command.version(), old.version());
        writing.requireChangeable(old, SubscriptionEvent.UPDATE);
        var quantity = requireQuantity(old, command.quantity());
        var product = requireTarget(old, command);
        var contract = contract(old, command.contractNumber());
        var day = calendar.today();
        requireOrder(old, quantity, day, command.reason());
        requireNothingScheduled(old, quantity);
        var next = new NextTerm(product.providerPartNumber(), quantity, command.term(), command.billingPlan(), null);
        var price = price(old, command, product, contract);
        var leaving = ledger.append(
                old,
                leaving(old, quantity, day, command.reason()).instructing(TermInstruction.of(Instruction.MOVE, next)));
        var entering = enter(old, leaving, product, contract, price);
        link(old, leaving, entering, day, command.reason());
        events.publishEvent(new LicenseChangeRequested(leaving.number(), old.number(), false, calendar.now()));
        return new Moved(old.number(), entering.subscription().number(), leaving.number(), entering.number(), day);
    }

    /**
     * Says of two subscriptions that both exist at the provider that the one goes on as the other: the change was made
     * there. The old one ends here the day before the new one starts, and the provider is told nothing.
     *
     * @param newNumber that started at the provider; it goes to its contract by itself, the old one never moves
     * @throws Refused if they are not of one tenant, or the days or seats do not fit
     */
    public Moved replaced(String newNumber, String oldNumber, AddOns.Act act) {
        ChangePlanning.requireReason(act.reason());
        ledger.lockInOrder(List.of(oldNumber, newNumber));
        var old = ledger.lock(oldNumber);
        var successor = ledger.lock(newNumber);
        Stale.check(successor.toString(), act.version(), successor.version());
        var entering = ledger.creationOf(successor);
        requireSuccessor(old, successor, entering);
        var day = successor.commitment().startDate();
        LedgerChecks.requireNothingAwaits(ledger.of(old), old + " goes on as " + newNumber + " from " + day + " on");
        requireOrder(old, entering.quantityDelta(), day, act.reason());
        var asked = leaving(old, entering.quantityDelta(), day, act.reason());
        var leaving = ledger.append(old, asked.settledHere());
        link(old, leaving, entering, day, act.reason());
        return new Moved(oldNumber, newNumber, leaving.number(), entering.number(), day);
    }

    /**
     * Takes a move back that came to nothing: the old one goes on as if nothing had been, from the same day, and the new
     * one never was. Nothing is billed of it. Later changes of the old one stay, those of the new one go with it.
     *
     * @param subscriptionNumber of either of the two
     * @param changeNumber of either half of the move
     * @return what became of the later changes of the old one
     * @throws Refused unless the provider has refused it, was never told of it, or has been at it for too long
     */
    public MoveTakenBack takeBack(String subscriptionNumber, String changeNumber, String reason) {
        ChangePlanning.requireReason(reason);
        var both = replacements.subscriptionsOf(changeNumber);
        ledger.lockInOrder(both);
        var half = ledger.lockChange(changeNumber);
        if (!both.isEmpty() && !both.contains(subscriptionNumber)) {
            throw new Refused("not-a-move", half + " is no move of " + subscriptionNumber);
        }
        return reversals.takeBack(replacements.leaving(half).orElseThrow(() -> MoveReversals.noMove(half)), reason);
    }

    private static LedgerEntry leaving(Subscription old, int quantity, LocalDate day, String reason) {
        var event = quantity == old.quantity() ? SubscriptionEvent.DEACTIVATE : SubscriptionEvent.UPDATE;
        return LedgerEntry.asked(event, day, reason).by(-quantity);
    }

    private LicenseChange enter(
            Subscription old, LicenseChange leaving, ProductView product, BillingContractView contract, Price price) {
        var present = old.commitment();
        var instruction = leaving.instruction();
        var next = instruction == null ? null : instruction.next();
        var commitment = new Commitment(
                next == null ? present.term() : next.term(),
                next == null ? present.billingPlan() : next.billingPlan(),
                leaving.effectiveDate(),
                null,
                null,
                present.autoRenew());
        var successor = new Subscription(new SubscriptionDraft(
                ledger.nextSubscriptionNumber(),
                product.id().equals(old.productId()) ? old.name() : product.title(),
                new Owner(old.owner().customerId(), contract.id(), contract.priceListId()),
                new AtProvider(
                        old.atProvider().provider(),
                        old.atProvider().providerAccountId(),
                        product.providerPartNumber(),
                        null,
                        null),
                product,
                commitment,
                old.appearance(),
                null,
                ChangeSource.PORTAL,
                null));
        return ledger.append(
                successor,
                LedgerEntry.asked(
                                SubscriptionEvent.CREATE,
                                leaving.effectiveDate(),
                                "Goes on from " + old.number() + " by " + leaving.number())
                        .by(-leaving.quantityDelta())
                        .to(product.id())
                        .at(price)
                        .following(leaving));
    }

    /** Of a whole move, the new one takes the old one's place in the tree. */
    private void link(Subscription old, LicenseChange leaving, LicenseChange entering, LocalDate day, String reason) {
        var successor = entering.subscription();
        replacements.keep(leaving, entering, day, reason);
        if (leaving.quantityAfter() > 0) {
            return;
        }
        var why = "Takes the place of " + old.number() + ": " + reason;
        if (old.parentId() != null && successor.parentId() == null) {
            parents.hang(
                    successor,
                    subscriptions.findById(old.parentId()).orElseThrow(),
                    old.bond().parentRatio(),
                    why);
        }
        for (var child : subscriptions.lockInForceUnder(old.id())) {
            if (!child.id().equals(successor.id())) {
                parents.require(Parents.Child.of(child), successor);
                parents.hang(child, successor, child.bond().parentRatio(), why);
            }
        }
        old.recommit(old.commitment().endedOn(day.minusDays(1)));
        ledger.move(old, SubscriptionStatus.INACTIVE, "Goes on as " + successor.number());
    }

    private int requireQuantity(Subscription old, @Nullable Integer wanted) {
        var quantity = wanted == null ? old.quantity() : wanted;
        if (quantity < 1 || quantity > old.quantity()) {
            throw new Refused(
                    "invalid-quantity",
                    old + " has quantity " + old.quantity() + "; " + quantity + " of it cannot move. Give 1 to "
                            + old.quantity());
        }
        if (quantity < old.quantity()) {
            requireFree(old);
        }
        return quantity;
    }

    /** What is scheduled does not go along: it would fail on its day, and the new one would renew as if nobody had asked. */
    private void requireNothingScheduled(Subscription old, int quantity) {
        var pending = quantity == old.quantity() ? ledger.scheduledOf(old) : List.<String>of();
        if (!pending.isEmpty()) {
            throw new Refused(
                    "scheduled-changes",
                    old + " has scheduled changes that do not go along: " + String.join(", ", pending)
                            + ". Cancel them, move it, and schedule for the new one what is still wanted");
        }
    }

    /** Some seats alone would break the ratio that they have in their tree. */
    private void requireFree(Subscription old) {
        var bound = old.bond().parentRatio() != null
                || subscriptions.lockInForceUnder(old.id()).stream()
                        .anyMatch(child -> child.bond().parentRatio() != null);
        if (bound) {
            throw new Refused(
                    "follows-parent",
                    old + " follows its parent, or is followed, by a ratio; move it as a whole, or take the ratio off"
                            + " first");
        }
    }

    /** In the middle of a term the provider takes a longer one, never a shorter one. */
    private ProductView requireTarget(Subscription old, MoveCommand command) {
        Term.requireSellable(command.term(), command.billingPlan());
        var present = old.commitment();
        var product = rules.requireProduct(old, command.partNumber());
        if (Term.monthsOf(command.term()) < Term.monthsOf(present.term())) {
            throw new Refused(
                    "term-shorter",
                    old + " is committed for " + present.term() + "; within it the term can only become longer, not "
                            + command.term() + ". A shorter one can be its next term");
        }
        if (product.id().equals(old.productId()) && command.term().equals(present.term())) {
            throw new Refused(
                    "no-change",
                    old + " is " + product.title() + " for " + present.term()
                            + " already. How often the provider bills it changes with its next term (NEXT_TERM)");
        }
        return product;
    }

    private BillingContractView contract(Subscription old, @Nullable String number) {
        var present = old.owner().billingContractId();
        if (number == null) {
            if (present == null) {
                throw new Refused(
                        "contract-missing", old + " has no billing contract; name the one that bills the new");
            }
            return contracts.get(present);
        }
        var wanted = contracts.get(number);
        if (!wanted.customerId().equals(old.owner().customerId())) {
            throw new Refused(
                    "contract-of-another",
                    "Billing contract " + number + " is of " + wanted.customerNumber() + ", who is not the customer of "
                            + old);
        }
        return wanted;
    }

    private Price price(Subscription old, MoveCommand command, ProductView product, BillingContractView contract) {
        return prices.require(prices.quote(new Sale(
                product.title() + " (" + product.providerPartNumber() + ")",
                product.id(),
                command.salesUnit() == null ? old.price().salesUnit() : command.salesUnit(),
                command.term(),
                calendar.today(),
                contract,
                command.unitPrice())));
    }

    private void requireOrder(Subscription old, int quantity, LocalDate day, String reason) {
        if (day.isBefore(old.commitment().startDate())) {
            throw new Refused(
                    "invalid-effective-date",
                    old + " starts on " + old.commitment().startDate() + "; it cannot be replaced from " + day + " on");
        }
        LedgerChecks.requireExact(
                ledger.of(old),
                new PlannedChange(SubscriptionEvent.UPDATE, -quantity, null, null, true, day, calendar.now(), reason));
    }

    private static void requireSuccessor(Subscription old, Subscription successor, LicenseChange entering) {
        var sameTenant = old.atProvider()
                .providerAccountId()
                .equals(successor.atProvider().providerAccountId());
        if (!sameTenant || old.id().equals(successor.id())) {
            throw new Refused(
                    "not-the-successor",
                    successor + " cannot replace " + old + ": they are not two subscriptions of one tenant");
        }
        if (old.hasEnded() || successor.hasEnded()) {
            throw new Refused(
                    "not-changeable",
                    (old.hasEnded() ? old : successor) + " has ended; correct its ledger before you link the two");
        }
        if (entering.quantityDelta() < 1 || entering.quantityDelta() > old.quantity()) {
            throw new Refused(
                    "invalid-quantity",
                    successor + " started with " + entering.quantityDelta() + ", but " + old + " has " + old.quantity()
                            + " to move; bring its quantity to that first");
        }
    }
}
