package io.tenantry.contract;

import io.tenantry.shared.Refused;
import java.util.regex.Pattern;

/**
 * A card or bank account by the gateway's token of it; the number itself never comes here.
 *
 * @param gatewayPaymentMethod such as {@code pm_1N…}
 * @param label for people, such as {@code Visa •••• 4242}
 */
public record PaymentMethod(String gatewayPaymentMethod, String label) {

    private static final Pattern CARD_NUMBER = Pattern.compile("(\\d[ -]?){12,19}");

    public PaymentMethod {
        PaymentMethod.requireToken("payment method", gatewayPaymentMethod);
        if (label.isBlank() || CARD_NUMBER.matcher(label.strip()).matches()) {
            throw new Refused("invalid-payment-profile", "Give a label without the number, such as 'Visa •••• 4242'");
        }
        gatewayPaymentMethod = gatewayPaymentMethod.strip();
        label = label.strip();
    }

    static void requireToken(String what, String token) {
        if (token.isBlank()) {
            throw new Refused("invalid-payment-profile", "The gateway's token of the " + what + " is missing");
        }
        if (CARD_NUMBER.matcher(token.strip()).matches()) {
            throw new Refused(
                    "invalid-payment-profile",
                    "That looks like a card number; store the card at the gateway and give its token of the " + what);
        }
    }
}
