package io.tenantry.sandbox.http;

import io.tenantry.sandbox.world.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes an answer that no controller gives. */
public final class Answers {

    private Answers() {}

    public static void write(HttpServletResponse response, WireError error) throws IOException {
        response.resetBuffer();
        response.setStatus(error.status());
        error.headers().forEach(response::setHeader);
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(error.body()));
    }
}
