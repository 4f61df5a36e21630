package io.tenantry.workflow.change;

import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.NextTerm;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.Providers;
import io.tenantry.provider.Standing;
import io.tenantry.provider.TermOrder;
import io.tenantry.subscription.Instruction;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.Telling;
import io.tenantry.subscription.Tellings;
import io.tenantry.workflow.engine.BusinessErrors;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the provider what becomes of the term. A repeat sets the same state under the same request id. */
@Component
class OrderTermChange implements JavaDelegate {

    private final Providers providers;
    private final Tellings tellings;

    OrderTermChange(Providers providers, Tellings tellings) {
        this.providers = providers;
        this.tellings = tellings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            tellings.tell(new ChangeData(execution).change(), this::tell);
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }

    private ChangeOutcome tell(Telling telling) {
        var order = telling.order();
        return providers.automatic(order.provider()).changeTerm(wish(order));
    }

    static TermOrder wish(ProvisioningOrder order) {
        return new TermOrder(
                order.tenantId(),
                ChangeData.subscriptionAtProvider(order),
                autoRenew(instruction(order)),
                standing(instruction(order)),
                nextTerm(order),
                order.requestId());
    }

    /** Whether the provider holds it as it was instructed. */
    static boolean holds(ProviderSubscription held, ProvisioningOrder order) {
        return switch (instruction(order)) {
            case AUTO_RENEW_ON -> held.autoRenew();
            case AUTO_RENEW_OFF -> !held.autoRenew();
            case SUSPEND -> held.status().equals("suspended");
            case REACTIVATE -> held.status().equals("active");
            case NEXT_TERM -> Objects.equals(held.nextTerm(), nextTerm(order));
            case NEXT_TERM_OFF -> held.nextTerm() == null;
            case CANCEL, TRIAL_TO_PAID, MOVE ->
                throw new IllegalArgumentException(
                        order.changeNumber() + " is ordered as a change of quantity or product");
        };
    }

    private static @Nullable Boolean autoRenew(Instruction instruction) {
        return switch (instruction) {
            case AUTO_RENEW_ON -> Boolean.TRUE;
            case AUTO_RENEW_OFF -> Boolean.FALSE;
            default -> null;
        };
    }

    private static @Nullable Standing standing(Instruction instruction) {
        return switch (instruction) {
            case SUSPEND -> Standing.SUSPENDED;
            case REACTIVATE -> Standing.ACTIVE;
            default -> null;
        };
    }

    private static @Nullable NextTerm nextTerm(ProvisioningOrder order) {
        return switch (instruction(order)) {
            case NEXT_TERM -> next(order);
            case NEXT_TERM_OFF -> NextTerm.AS_NOW;
            default -> null;
        };
    }

    private static NextTerm next(ProvisioningOrder order) {
        var next = Objects.requireNonNull(
                order.instruction() == null ? null : order.instruction().next(), order.changeNumber());
        return new NextTerm(next.partNumber(), next.quantity(), next.term(), next.billingPlan(), next.termEnd());
    }

    private static Instruction instruction(ProvisioningOrder order) {
        return Objects.requireNonNull(order.instruction(), order.changeNumber()).instruction();
    }
}
