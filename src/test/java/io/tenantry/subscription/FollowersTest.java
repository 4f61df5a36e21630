package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever the tree, and whatever changes in it: what follows has its ratio, and each ledger adds up. */
class FollowersTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-20");

    private final List<Subscription> all = new ArrayList<>();
    private final Map<UUID, List<LicenseChange>> ledgers = new HashMap<>();
    private final List<Object> published = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final SubscriptionRepository subscriptions = mock();
    private final Ledger ledger = mock();
    private final Followers followers =
            new Followers(subscriptions, ledger, Given.itIs("2026-03-20T10:00:00Z"), published::add);

    FollowersTest() {
        listen();
    }

    /** @param above which of those before it is its parent */
    record Node(int above, @Nullable Integer ratio, int quantity) {}

    record Wish(int node, int quantity) {}

    @Property(tries = 300)
    void whatFollowsHasItsRatioAndEachLedgerAddsUp(
            @ForAll("nodes") List<Node> nodes, @ForAll("wishes") List<Wish> wishes) {
        plant(nodes);

        for (var wish : wishes) {
            change(all.get(wish.node() % all.size()), wish.quantity());
        }

        assertThat(all).allSatisfy(this::followsItsParent);
        assertThat(all).allSatisfy(this::addsUp);
        assertThat(published).hasSize((int) followingChanges());
    }

    @Property(tries = 100)
    void whatEndsTakesAllBelowItAlongAndNothingElse(@ForAll("nodes") List<Node> nodes, @ForAll Boolean refund) {
        plant(nodes);
        var top = all.get(nodes.size() / 2);
        var others = all.stream().filter(one -> !isBelow(one, top)).toList();
        var before = others.stream().map(Subscription::quantity).toList();

        apply(top, plan(SubscriptionEvent.DEACTIVATE, -top.quantity(), refund));

        assertThat(all).filteredOn(one -> isBelow(one, top)).allSatisfy(one -> {
            assertThat(one.quantity()).isZero();
            assertThat(ledgers.get(one.id())).last().returns(refund, LicenseChange::refund);
        });
        assertThat(others).extracting(Subscription::quantity).isEqualTo(before);
        assertThat(all).allSatisfy(this::addsUp);
    }

    @Provide
    Arbitrary<List<Node>> nodes() {
        var node = Combinators.combine(
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(1, 4).injectNull(0.3),
                        Arbitraries.integers().between(1, 20))
                .as(Node::new);
        return node.list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Wish>> wishes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(1, 30))
                .as(Wish::new)
                .list()
                .ofMaxSize(10);
    }

    /** Each hangs below one of those before it; the first is the base. */
    private void plant(List<Node> nodes) {
        all.clear();
        ledgers.clear();
        published.clear();
        for (var node : nodes) {
            var parent = all.isEmpty() ? null : all.get(node.above() % all.size());
            var ratio = parent == null ? null : node.ratio();
            var subscription = new Subscription(draft());
            subscription.hangOn(parent, ratio);
            all.add(subscription);
            var quantity = ratio == null ? node.quantity() : ratio * parent.quantity();
            ledger.append(
                    subscription,
                    LedgerEntry.asked(SubscriptionEvent.CREATE, TODAY.minusYears(1), "Ordered")
                            .by(quantity));
        }
    }

    private void listen() {
        given(subscriptions.lockInForceUnder(any())).willAnswer(call -> all.stream()
                .filter(one -> call.getArgument(0).equals(one.parentId()) && !one.hasEnded())
                .toList());
        given(ledger.append(any(), any())).willAnswer(call -> {
            Subscription subscription = call.getArgument(0);
            var change = subscription.append("LCL-" + numbers.incrementAndGet(), call.getArgument(1), Given.AUTHOR);
            ledgers.computeIfAbsent(subscription.id(), id -> new ArrayList<>()).add(change);
            return change;
        });
        given(ledger.of(any()))
                .willAnswer(
                        call -> ledgers.get(call.<Subscription>getArgument(0).id()));
        willAnswer(call -> {
                    call.<Subscription>getArgument(0).become(call.getArgument(1));
                    return null;
                })
                .given(ledger)
                .move(any(), any(), any());
    }

    /** As a person may: what follows has no quantity of its own. */
    private void change(Subscription subscription, int quantity) {
        var delta = quantity - subscription.quantity();
        if (subscription.bond().parentRatio() == null && delta != 0) {
            apply(subscription, plan(SubscriptionEvent.UPDATE, delta, true));
        }
    }

    private void apply(Subscription subscription, PlannedChange plan) {
        var steps = followers.of(subscription, plan);
        var change = ledger.append(
                subscription,
                LedgerEntry.asked(plan.event(), plan.effectiveDate(), plan.reason())
                        .by(plan.quantityDelta())
                        .refunding(plan.refund()));
        followers.follow(steps, change, plan, "olga");
    }

    private static PlannedChange plan(SubscriptionEvent event, int delta, boolean refund) {
        return new PlannedChange(event, delta, null, null, refund, TODAY, Given.AUTHOR.at(), "Because");
    }

    private void followsItsParent(Subscription subscription) {
        var ratio = subscription.bond().parentRatio();
        if (ratio != null) {
            assertThat(subscription.quantity())
                    .isEqualTo(ratio * parentOf(subscription).quantity());
        }
    }

    private void addsUp(Subscription subscription) {
        assertThat(ledgers.get(subscription.id()).stream()
                        .mapToInt(LicenseChange::quantityDelta)
                        .sum())
                .isEqualTo(subscription.quantity());
        assertThat(ledgers.get(subscription.id()))
                .filteredOn(change -> change.followsId() != null)
                .allSatisfy(change -> assertThat(change.source()).isEqualTo(ChangeSource.SYSTEM));
    }

    private long followingChanges() {
        return ledgers.values().stream()
                .flatMap(List::stream)
                .filter(change -> change.followsId() != null)
                .count();
    }

    private boolean isBelow(Subscription one, Subscription top) {
        return one == top || one.parentId() != null && isBelow(parentOf(one), top);
    }

    private Subscription parentOf(Subscription child) {
        return all.stream()
                .filter(one -> one.id().equals(child.parentId()))
                .findFirst()
                .orElseThrow();
    }

    private static SubscriptionDraft draft() {
        return new SubscriptionDraft(
                "SUB-" + UUID.randomUUID(),
                "Seats",
                new Owner(Given.CUSTOMER, null, null),
                new AtProvider("partner-center", Given.ACCOUNT, "X:1", null, null),
                null,
                new Commitment("P1Y", "MONTHLY", TODAY.minusYears(1), null, null, true),
                new Appearance(true, true, true),
                null,
                ChangeSource.PORTAL,
                null);
    }
}
