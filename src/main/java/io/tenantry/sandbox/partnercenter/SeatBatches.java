package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * The seats that can still be given back: each batch for seven days after it was bought or renewed.
 *
 * <p>Ten seats bought on 1 March and five more on 5 March: on 6 March all fifteen are refundable, on 9 March only the five.
 */
record SeatBatches(ArrayNode batches) {

    static final Duration WINDOW = Duration.ofDays(7);

    private static final String QUANTITY = "quantity";
    private static final String UNTIL = "allowedUntilDateTime";

    void add(int quantity, Instant bought) {
        batches.addObject()
                .put(QUANTITY, quantity)
                .put(UNTIL, bought.plus(WINDOW).toString());
    }

    /** At a renewal all seats are bought anew. */
    void renew(int quantity, Instant renewed) {
        batches.removeAll();
        add(quantity, renewed);
    }

    int refundable(Instant now) {
        var seats = 0;
        for (var batch : batches) {
            seats += isOpen(batch.path(UNTIL).asText(), now)
                    ? batch.path(QUANTITY).intValue()
                    : 0;
        }
        return seats;
    }

    /** Takes seats back from the newest batches, which have most of their seven days left. */
    void giveBack(int quantity, Instant now) {
        var left = quantity;
        for (var i = batches.size() - 1; i >= 0 && left > 0; i--) {
            var batch = (ObjectNode) batches.get(i);
            if (isOpen(batch.path(UNTIL).asText(), now)) {
                var taken = Math.min(left, batch.path(QUANTITY).intValue());
                batch.put(QUANTITY, batch.path(QUANTITY).intValue() - taken);
                left -= taken;
            }
        }
    }

    /** The provider's {@code refundableQuantity}. */
    ObjectNode view(Instant now) {
        var view = Json.object().put("totalQuantity", refundable(now));
        var details = view.putArray("details");
        for (var batch : batches) {
            if (batch.path(QUANTITY).intValue() > 0 && isOpen(batch.path(UNTIL).asText(), now)) {
                details.add(batch.deepCopy());
            }
        }
        return view;
    }

    private static boolean isOpen(String until, Instant now) {
        return now.isBefore(Instant.parse(until));
    }
}
