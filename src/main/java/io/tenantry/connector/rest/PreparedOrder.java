package io.tenantry.connector.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tenantry.connector.Endpoint;
import io.tenantry.provider.LicenseOrder;
import java.time.Instant;

/** An order that is written down before it is placed: a REST provider knows no carts, so we keep all of it ourselves. */
record PreparedOrder(Instant at, LicenseOrder order) {

    String written() {
        try {
            return Endpoint.JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An order that cannot be written down", impossible);
        }
    }

    static PreparedOrder read(String written) {
        try {
            return Endpoint.JSON.readValue(written, PreparedOrder.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A prepared order that was not written here: " + written, unreadable);
        }
    }
}
