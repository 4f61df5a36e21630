package io.tenantry.connector.partnercenter;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Our reference of a prepared order: the cart's id, and what it holds since when, because Partner Center forgets a cart
 * after seven days while we may have to look for its order for longer.
 *
 * <p>Written as {@code b4c8fdea-… 2026-11-22T09:00:00Z CFQ7TTC0LH18:0001 5}.
 */
record PreparedCart(String cartId, @Nullable Content content) {

    private static final int PARTS = 4;

    record Content(Instant createdAt, String partNumber, int quantity) {}

    static PreparedCart of(String cartId, Instant createdAt, String partNumber, int quantity) {
        return new PreparedCart(cartId, new Content(createdAt, partNumber, quantity));
    }

    /** A plain cart id is good too; then only the cart itself can tell what it holds. */
    static PreparedCart parse(String reference) {
        var part = reference.split(" ", -1);
        if (part.length != PARTS) {
            return new PreparedCart(part[0], null);
        }
        try {
            return of(part[0], Instant.parse(part[1]), part[2], Integer.parseInt(part[3]));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return new PreparedCart(part[0], null);
        }
    }

    String reference() {
        return content == null
                ? cartId
                : String.join(
                        " ",
                        cartId,
                        content.createdAt().toString(),
                        content.partNumber(),
                        Integer.toString(content.quantity()));
    }
}
