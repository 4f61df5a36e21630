package io.tenantry.subscription;

/** What a person has to do at a provider without an API, as a sentence. */
final class ManualTask {

    private final LicenseChange change;
    private final ProvisioningOrder order;
    private final String what;

    private ManualTask(LicenseChange change, ProvisioningOrder order) {
        this.change = change;
        this.order = order;
        this.what = "%s of tenant %s%s"
                .formatted(
                        order.name(),
                        order.tenantId(),
                        order.providerSubscriptionId() == null ? "" : ", there " + order.providerSubscriptionId());
    }

    static String of(LicenseChange change, ProvisioningOrder order) {
        return new ManualTask(change, order).words();
    }

    private String words() {
        var instruction = change.instruction();
        if (instruction != null && instruction.instruction() != Instruction.CANCEL) {
            return instructed(instruction);
        }
        if (change.is(SubscriptionEvent.CREATE)) {
            return "order " + order.targetQuantity() + " of " + what + ", " + part() + ".";
        }
        if (order.targetQuantity() == 0) {
            return "cancel " + what + ".";
        }
        return order.changesProduct()
                ? "move " + what + " to " + order.partNumber() + ", " + seats(order.targetQuantity()) + "."
                : "set " + what + " (" + order.partNumber() + ") to a quantity of " + order.targetQuantity() + ".";
    }

    private String instructed(TermInstruction told) {
        return switch (told.instruction()) {
            case AUTO_RENEW_ON -> "let " + what + " renew by itself at the end of its term.";
            case AUTO_RENEW_OFF -> "turn the renewal of " + what + " off, so that it ends with its term.";
            case SUSPEND -> "suspend " + what + "; its seats stay, and it does not renew by itself any more.";
            case REACTIVATE -> "start " + what + " again, which is suspended.";
            case NEXT_TERM -> "let " + what + " renew " + as(told) + ".";
            case NEXT_TERM_OFF ->
                "let " + what + " renew as it is, and take back what was scheduled for its next term.";
            case TRIAL_TO_PAID -> "make " + what + ", which is a trial, a paid subscription " + as(told) + ".";
            case MOVE -> move(told);
            case CANCEL -> throw new IllegalStateException(change + " is a cancellation, which has words of its own");
        };
    }

    private String move(TermInstruction told) {
        return order.remaining() == 0
                ? "move all seats of " + what + ", to go on " + as(told) + "."
                : "move " + seats(order.targetQuantity()) + " of " + what
                        + " into a subscription of their own, to go on "
                        + as(told) + "; " + order.remaining()
                        + " stay where they are. Give the id of the new subscription.";
    }

    private static String as(TermInstruction told) {
        var next = told.next();
        return next == null
                ? "as it is"
                : "as " + seats(next.quantity()) + " of " + next.partNumber() + ", term " + next.term() + ", billed "
                        + next.billingPlan()
                        + (next.termEnd() == null ? "" : ", the first term ending on " + next.termEnd());
    }

    private String part() {
        return order.partNumber() + ", term " + order.term() + ", billed " + order.billingPlan();
    }

    private static String seats(int quantity) {
        return quantity == 1 ? "1 seat" : quantity + " seats";
    }
}
