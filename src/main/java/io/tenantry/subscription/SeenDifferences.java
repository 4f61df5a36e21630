package io.tenantry.subscription;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Lays what a look at the provider saw over the ledger, as a set: of ten thousand subscriptions that are as they were,
 * none is loaded.
 */
@Component
class SeenDifferences {

    private static final String SEEN =
            """
            unnest(:ids, :tenants, :quantities, :parts, :statuses, cast(:renewals as boolean[]), cast(:ends as date[]),
                   :parents, :names, :terms, :plans, cast(:ahead as boolean[]), :nextParts, :nextQuantities, :nextTerms,
                   :nextPlans, cast(:nextEnds as date[]), cast(:trials as boolean[]))
                as seen (id, tenant_id, quantity, part, status, auto_renew, commitment_end, parent, name, term, plan, ahead,
                         next_part, next_quantity, next_term, next_plan, next_end, trial)
            """;

    /** A provider that tells no term, or nothing of the next one, says nothing against ours. */
    private static final String OTHER_TERM =
            "(coalesce(nullif(seen.term, ''), s.term), coalesce(nullif(seen.plan, ''), s.billing_plan))"
                    + " <> (s.term, s.billing_plan)";

    private static final String OTHER_NEXT_TERM =
            "seen.ahead and (s.next_part_number, s.next_quantity, s.next_term, s.next_billing_plan, s.next_term_end)"
                    + " is distinct from (seen.next_part, seen.next_quantity, seen.next_term, seen.next_plan, seen.next_end)";

    private static final String ENDED = "('INACTIVE', 'CANCELLED', 'EXPIRED')";

    private final JdbcClient jdbc;

    SeenDifferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The provider's ids of those that are unknown here or say something else than the ledger. */
    Set<String> toLookAt(String provider, List<SeenSubscription> seen) {
        return Set.copyOf(bound(
                        """
                        select seen.id
                        from %1$s
                        left join subscription s on s.provider = :provider and s.provider_subscription_id = seen.id
                        where s.id is null
                           or case when seen.status in %2$s then s.status not in %2$s or s.quantity > 0
                                   when s.status in %2$s then seen.status = 'ACTIVE'
                                   else (s.quantity, s.provider_part_number, s.auto_renew)
                                            <> (seen.quantity, seen.part, seen.auto_renew)
                                        or s.status <> coalesce(seen.status, s.status)
                                        or s.commitment_end is distinct from
                                            coalesce(seen.commitment_end, s.commitment_end)
                                        or s.parent_id is null and seen.parent is not null
                                        or s.trial <> coalesce(seen.trial, s.trial)
                                        or %3$s
                                        or %4$s end"""
                                .formatted(SEEN, ENDED, OTHER_TERM, OTHER_NEXT_TERM),
                        provider,
                        seen)
                .query(String.class)
                .list());
    }

    /**
     * What differs between ledger and provider, apart from what has a change under way.
     *
     * @param wholly the tenants of which everything was read: what they no longer have is missing there
     */
    List<SeenDifference> of(String provider, List<SeenSubscription> seen, Collection<UUID> wholly) {
        return Stream.of(differing(provider, seen), missingThere(provider, seen, wholly), strange(provider, seen))
                .flatMap(List::stream)
                .toList();
    }

    /** What has a status of which nobody here knows what it means; there are hardly ever any. */
    private List<SeenDifference> strange(String provider, List<SeenSubscription> seen) {
        var strange = seen.stream()
                .filter(each -> SeenStatus.of(each.status()) == SeenStatus.UNKNOWN)
                .toList();
        if (strange.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select s.provider_account_id as account_id, s.provider_subscription_id as id,
                               s.id as subscription_id, 'STATUS' as kind, s.status as ours, upper(seen.word) as theirs,
                               false as failed
                        from unnest(:ids, :words) as seen (id, word)
                        join subscription s on s.provider = :provider and s.provider_subscription_id = seen.id
                        where s.status not in %s
                          and not exists (select 1 from license_change c where c.subscription_id = s.id
                                            and c.provisioning_status = 'AWAITING_PROVISIONING')"""
                                .formatted(ENDED))
                .param("provider", provider)
                .param("ids", column(strange, SeenSubscription::providerSubscriptionId))
                .param("words", column(strange, SeenSubscription::status))
                .query(SeenDifferences::difference)
                .list();
    }

    private List<SeenDifference> differing(String provider, List<SeenSubscription> seen) {
        return bound(
                        """
                        with pair as (
                            select seen.*, a.id as account_id, s.id as subscription_id, s.status as our_status,
                                   s.quantity as our_quantity, s.provider_part_number as our_part,
                                   s.auto_renew as our_renewal, s.term || ' ' || s.billing_plan as our_term,
                                   s.next_quantity || ' × ' || s.next_part_number || ' for ' || s.next_term || ' '
                                       || s.next_billing_plan || coalesce(' until ' || s.next_term_end, '') as our_next,
                                   %3$s as other_term, %4$s as other_next,
                                   exists (select 1 from license_change c where c.subscription_id = s.id
                                             and c.provisioning_status = 'FAILED_PROVISIONING') as failed,
                                   exists (select 1 from license_change c where c.subscription_id = s.id
                                             and c.provisioning_status = 'AWAITING_PROVISIONING')
                                   or s.id is null and exists (
                                       select 1 from subscription o
                                       join license_change c on c.subscription_id = o.id
                                       where o.provider_account_id = a.id and o.provider_subscription_id is null
                                         and o.provider_part_number = seen.part
                                         and c.provisioning_status = 'AWAITING_PROVISIONING'
                                         and (c.prepared_order is not null or o.provider_order_id is not null
                                              or c.sequence = 1 and c.follows_id is not null)
                                   ) as under_way
                            from %1$s
                            join provider_account a on a.provider = :provider and a.tenant_id = seen.tenant_id
                            left join subscription s on s.provider = :provider
                                and s.provider_subscription_id = seen.id),
                        live as (
                            select * from pair
                            where not under_way and subscription_id is not null
                              and our_status not in %2$s and coalesce(status, '') not in %2$s)
                        select account_id, id, subscription_id, 'MISSING_HERE' as kind, '' as ours,
                               quantity || ' × ' || name as theirs, false as failed
                        from pair where subscription_id is null and not under_way and coalesce(status, '') not in %2$s
                        union all
                        select account_id, id, subscription_id, 'STATUS', our_status, status, failed
                        from pair
                        where not under_way and subscription_id is not null and status is not null
                          and our_status <> status and not (our_status in %2$s and status in %2$s)
                        union all
                        select account_id, id, subscription_id, 'QUANTITY', our_quantity::text, quantity::text, failed
                        from live where our_quantity <> quantity
                        union all
                        select account_id, id, subscription_id, 'PRODUCT', our_part, part, failed
                        from live where our_part <> part
                        union all
                        select account_id, id, subscription_id, 'AUTO_RENEW', case when our_renewal then 'on' else 'off' end,
                               case when auto_renew then 'on' else 'off' end, failed
                        from live where our_renewal <> auto_renew
                        union all
                        select account_id, id, subscription_id, 'TERM', our_term, term || ' ' || plan, failed
                        from live where other_term
                        union all
                        select account_id, id, subscription_id, 'NEXT_TERM', coalesce(our_next, 'as it is'),
                               coalesce(next_quantity || ' × ' || next_part || ' for ' || next_term || ' ' || next_plan
                                            || coalesce(' until ' || next_end, ''), 'as it is'),
                               failed
                        from live where other_next and auto_renew"""
                                .formatted(SEEN, ENDED, OTHER_TERM, OTHER_NEXT_TERM),
                        provider,
                        seen)
                .query(SeenDifferences::difference)
                .list();
    }

    private List<SeenDifference> missingThere(String provider, List<SeenSubscription> seen, Collection<UUID> wholly) {
        return jdbc.sql(
                        """
                        select s.provider_account_id as account_id, s.provider_subscription_id as id,
                               s.id as subscription_id, 'MISSING_THERE' as kind,
                               s.quantity || ' × ' || s.name as ours, '' as theirs, false as failed
                        from subscription s
                        where s.provider = :provider and s.provider_account_id = any(:accounts)
                          and s.provider_subscription_id <> all(:ids)
                          and s.status not in %s
                          and not exists (select 1 from license_change c where c.subscription_id = s.id
                                            and c.provisioning_status = 'AWAITING_PROVISIONING')"""
                                .formatted(ENDED))
                .param("provider", provider)
                .param("accounts", wholly.toArray(UUID[]::new))
                .param(
                        "ids",
                        seen.stream()
                                .map(SeenSubscription::providerSubscriptionId)
                                .toArray(String[]::new))
                .query(SeenDifferences::difference)
                .list();
    }

    private static SeenDifference difference(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new SeenDifference(
                LedgerRows.id(row, "account_id"),
                row.getString("id"),
                LedgerRows.optionalId(row, "subscription_id"),
                LedgerRows.word(row, "kind", SeenDifference.Kind.class),
                row.getString("ours"),
                row.getString("theirs"),
                row.getBoolean("failed"));
    }

    private StatementSpec bound(String sql, String provider, List<SeenSubscription> seen) {
        return jdbc.sql(sql)
                .param("provider", provider)
                .param("ids", column(seen, SeenSubscription::providerSubscriptionId))
                .param("tenants", column(seen, SeenSubscription::tenantId))
                .param(
                        "quantities",
                        seen.stream().map(SeenSubscription::quantity).toArray(Integer[]::new))
                .param("parts", column(seen, SeenSubscription::partNumber))
                .param("statuses", column(seen, SeenDifferences::status))
                .param("renewals", column(seen, each -> Boolean.toString(each.autoRenew())))
                .param(
                        "ends",
                        column(
                                seen,
                                each -> each.commitmentEnd() == null
                                        ? null
                                        : each.commitmentEnd().toString()))
                .param("parents", column(seen, SeenSubscription::parentProviderSubscriptionId))
                .param("names", column(seen, SeenSubscription::name))
                .param("terms", column(seen, SeenSubscription::term))
                .param("plans", column(seen, SeenSubscription::billingPlan))
                .param("ahead", column(seen, each -> Boolean.toString(each.ahead() != null)))
                .param("trials", column(seen, SeenDifferences::trial))
                .param("nextParts", next(seen, NextTerm::partNumber))
                .param(
                        "nextQuantities",
                        seen.stream()
                                .map(SeenDifferences::next)
                                .map(next -> next == null ? null : next.quantity())
                                .toArray(Integer[]::new))
                .param("nextTerms", next(seen, NextTerm::term))
                .param("nextPlans", next(seen, NextTerm::billingPlan))
                .param(
                        "nextEnds",
                        next(
                                seen,
                                next -> next.termEnd() == null
                                        ? null
                                        : next.termEnd().toString()));
    }

    private static @Nullable NextTerm next(SeenSubscription seen) {
        return seen.ahead() == null ? null : seen.ahead().next();
    }

    private static @Nullable String[] next(List<SeenSubscription> seen, Function<NextTerm, @Nullable String> value) {
        return column(seen, each -> {
            var next = next(each);
            return next == null ? null : value.apply(next);
        });
    }

    /** Our word for the provider's; null where it decides nothing. */
    private static @Nullable String status(SeenSubscription seen) {
        var ours = SeenStatus.of(seen.status()).ours();
        return ours == null ? null : ours.name();
    }

    private static @Nullable String trial(SeenSubscription seen) {
        var ahead = seen.ahead();
        return ahead == null ? null : Boolean.toString(ahead.trial());
    }

    private static @Nullable String[] column(
            List<SeenSubscription> seen, Function<SeenSubscription, @Nullable String> value) {
        return seen.stream().map(value).toArray(String[]::new);
    }
}
