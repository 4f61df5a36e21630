package io.tenantry.subscription;

import io.tenantry.customer.ProviderAccounts;
import io.tenantry.provider.Providers;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Shows the windows of a reduction before it is ordered. The provider is asked live and outside of any transaction; if it
 * does not answer, our own windows are shown all the same.
 */
@Service
public class ReductionPreviews {

    private final ReductionLook look;
    private final ProviderAccounts accounts;
    private final Providers providers;
    private final LedgerCalendar calendar;

    ReductionPreviews(ReductionLook look, ProviderAccounts accounts, Providers providers, LedgerCalendar calendar) {
        this.look = look;
        this.accounts = accounts;
        this.providers = providers;
        this.calendar = calendar;
    }

    /**
     * @param newQuantity null asks whether one less would be possible
     * @param day on which it would take effect; null is today
     * @throws io.tenantry.shared.Refused if the quantity or the day is impossible
     */
    public ReductionPreview preview(String number, @Nullable Integer newQuantity, @Nullable LocalDate day) {
        return look.at(number, newQuantity, day, atTheProvider(number));
    }

    /** Whether our own windows allow one less today; the provider is not asked. */
    public boolean allowedToday(String number) {
        return look.at(number, null, null, unknown("Not asked")).allowed();
    }

    private ReductionPreview.AtTheProvider atTheProvider(String number) {
        var subscription = look.view(number);
        var id = subscription.providerSubscriptionId();
        if (id == null) {
            return unknown("The provider does not have it yet");
        }
        try {
            var tenant = accounts.get(subscription.providerAccountId()).tenantId();
            return providers
                    .automatic(subscription.provider())
                    .subscription(tenant, id)
                    .map(held -> new ReductionPreview.AtTheProvider(
                            "", held.quantity(), held.refundable(), held.cancellableUntil(), calendar.now(), ""))
                    .orElseGet(() -> unknown("The provider does not know " + id + " any more"));
        } catch (RuntimeException silent) {
            return unknown("The provider could not be asked: " + silent.getMessage());
        }
    }

    private ReductionPreview.AtTheProvider unknown(String words) {
        return new ReductionPreview.AtTheProvider(words, null, List.of(), null, calendar.now(), "");
    }
}
