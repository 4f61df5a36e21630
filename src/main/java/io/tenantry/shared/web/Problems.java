package io.tenantry.shared.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem Details (RFC 9457) in the one form that all of the API's refusals have. */
public final class Problems {

    private static final String TYPES = "https://tenantry.io/problems/";

    private Problems() {}

    /**
     * @param type stable, in kebab case: the last part of the type's URI, and in words the title
     * @param detail names the thing and the fix
     */
    public static ProblemDetail of(HttpStatus status, String type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPES + type));
        problem.setTitle(type.replace('-', ' '));
        return problem;
    }
}
