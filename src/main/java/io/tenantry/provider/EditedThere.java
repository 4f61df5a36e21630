package io.tenantry.provider;

/**
 * Our own definite no: the provider holds neither what we know of nor what we want, so a new total would undo what
 * somebody did there. Nothing was sent.
 *
 * <p>25 seats are known, 40 are there, 26 are wanted: whoever sent 26 would give 14 seats back that somebody has bought.
 */
public final class EditedThere extends ProviderRejected {

    /** Nothing of ours can be among what is there. */
    public static final String CODE = "edited-there";

    /** An earlier try had no answer, so that it may be among what is there. */
    public static final String MEANWHILE = "edited-meanwhile";

    private final int held;

    EditedThere(QuantityOrder order, int held) {
        super(order.repeated() ? MEANWHILE : CODE, words(order, held));
        this.held = held;
    }

    /** How many seats are there. */
    public int held() {
        return held;
    }

    /** The same as diagrams know it, who tell refusals apart by their kind. */
    public ProviderRejected asRejection() {
        return new ProviderRejected(this);
    }

    private static String words(QuantityOrder order, int held) {
        var both = held + order.targetQuantity() - order.fromQuantity();
        return "Subscription " + order.subscriptionId() + " holds " + held + " at the provider, and by our ledger "
                + order.fromQuantity() + " before this change to " + order.targetQuantity()
                + ": somebody changed it there, or a change of ours was set aside that it never got. Nothing was sent"
                + (order.repeated() ? " now; an earlier try, which had no answer, may be among it" : "")
                + ". Decide on it: keep theirs alone (" + held + "), ours alone (" + order.targetQuantity() + ")"
                + (both > 0 ? ", or both (" + both + ")" : "");
    }
}
