package io.tenantry.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.shared.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Says no at the edge in the same words and form as the rest of the API: Problem Details with a stable type. Who sent a form
 * of a page reads it on a page.
 */
@Component
public class EdgeProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ObjectMapper json;

    EdgeProblems(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Tenantry\", charset=\"UTF-8\"");
        write(response, HttpStatus.UNAUTHORIZED, "log-in-required", "Log in with a name and password that exist here");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var words = "Your role may not do this; " + whose(request);
        if (isOfAPage(request)) {
            request.setAttribute("refusal", words);
            response.sendError(HttpStatus.FORBIDDEN.value());
            return;
        }
        write(response, HttpStatus.FORBIDDEN, "not-allowed", words);
    }

    private static String whose(HttpServletRequest request) {
        return WriteRules.rolesFor(request.getMethod(), request.getRequestURI())
                .map(roles -> "it is for "
                        + roles.stream().map(EdgeProblems::people).sorted().collect(Collectors.joining(" and ")))
                .orElse("ask somebody whose role may");
    }

    private static String people(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s";
    }

    private static boolean isOfAPage(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && !request.getRequestURI().startsWith("/api/")
                && !request.getRequestURI().startsWith("/camunda/");
    }

    /** Answers a request that goes no further. */
    public void write(HttpServletResponse response, HttpStatus status, String type, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.of(status, type, detail));
    }
}
