package io.tenantry.sandbox.payment;

import java.util.Arrays;
import java.util.Optional;

/** Stripe's test cards that are played: by the name of their token and by their number. */
enum TestCard {
    VISA("visa", "4242424242424242", "", ""),
    MASTERCARD("mastercard", "5555555555554444", "", ""),
    DECLINED("chargeDeclined", "4000000000000002", "card_declined", "generic_decline"),
    INSUFFICIENT_FUNDS("chargeDeclinedInsufficientFunds", "4000000000009995", "card_declined", "insufficient_funds"),
    EXPIRED("chargeDeclinedExpiredCard", "4000000000000069", "expired_card", "expired_card"),
    DECLINED_LATER("chargeCustomerFail", "4000000000000341", "card_declined", "generic_decline"),
    AUTHENTICATION_REQUIRED(
            "authenticationRequired", "4000002760003184", "authentication_required", "authentication_required");

    private final String token;
    private final String number;
    private final String errorCode;
    private final String declineCode;

    TestCard(String token, String number, String errorCode, String declineCode) {
        this.token = token;
        this.number = number;
        this.errorCode = errorCode;
        this.declineCode = declineCode;
    }

    boolean pays() {
        return errorCode.isEmpty();
    }

    String errorCode() {
        return errorCode;
    }

    String declineCode() {
        return declineCode;
    }

    String lastFour() {
        return number.substring(number.length() - 4);
    }

    String brand() {
        return this == MASTERCARD ? "mastercard" : "visa";
    }

    String message() {
        return switch (this) {
            case VISA, MASTERCARD -> "";
            case INSUFFICIENT_FUNDS -> "Your card has insufficient funds.";
            case EXPIRED -> "Your card has expired.";
            case AUTHENTICATION_REQUIRED -> "Your card was declined. This transaction requires authentication.";
            case DECLINED, DECLINED_LATER -> "Your card was declined.";
        };
    }

    /** By {@code pm_card_visa}, {@code tok_visa} or a card number. */
    static Optional<TestCard> of(String name) {
        return Arrays.stream(values())
                .filter(card -> name.equals("pm_card_" + card.token)
                        || name.equals("tok_" + card.token)
                        || name.equals(card.number))
                .findFirst();
    }
}
