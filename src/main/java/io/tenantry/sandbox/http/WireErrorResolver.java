package io.tenantry.sandbox.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Puts an error on the wire in the words of the system that was asked; what it does not know flies on and is undone. */
public final class WireErrorResolver implements HandlerExceptionResolver, Ordered {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object endpoint, Exception problem) {
        var error = translate(request, problem);
        if (error == null) {
            return null;
        }
        try {
            Answers.write(response, error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static @Nullable WireError translate(HttpServletRequest request, Exception problem) {
        if (problem instanceof WireError error) {
            return error;
        }
        var dialect = Dialect.of(request);
        if (problem instanceof HttpMessageNotReadableException unreadable) {
            return dialect.error(400, "2000", "The body is not the JSON object expected: " + unreadable.getMessage());
        }
        if (problem instanceof ErrorResponse known) {
            var status = known.getStatusCode().value();
            return dialect.error(
                    status,
                    Integer.toString(status),
                    request.getMethod() + " " + request.getRequestURI() + ": " + problem.getMessage());
        }
        return null;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
