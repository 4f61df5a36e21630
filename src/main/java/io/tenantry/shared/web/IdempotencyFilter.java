package io.tenantry.shared.web;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a POST of the API that carries an {@code Idempotency-Key} safe to repeat: the effect happens once, and a repeat
 * gets the first answer again, marked {@code Idempotent-Replayed: true}.
 *
 * <p>The answer is stored in the same transaction as the effect, so there is no moment in which one exists without the
 * other: a call that broke off, by a crash too, has done nothing and its key is free. For the same reason a refusal is
 * not stored: it had no effect and may be corrected and sent again with its key. Another call with the key of a
 * finished one is refused (422), as is one whose twin is still at work (409).
 */
@Component
@Order(BodyLimitFilter.ORDER + 1)
class IdempotencyFilter extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private final RememberedAnswers answers;
    private final CurrentActor actor;
    private final TransactionTemplate transaction;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(
            RememberedAnswers answers,
            CurrentActor actor,
            PlatformTransactionManager transactions,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.answers = answers;
        this.actor = actor;
        this.transaction = new TransactionTemplate(transactions);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/v1/")
                || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var kept = new KeptRequest(request);
            var key = new RememberedAnswers.Key(actor.name(), checked(request.getHeader(HEADER)));
            once(new Call(key, kept, new ContentCachingResponseWrapper(response)), chain);
        } catch (UncheckedIOException broken) {
            throw broken;
        } catch (RuntimeException refused) {
            answer(refused, request, response);
        }
    }

    /** A creating call: its key, its body, which can be read again, and its answer, which is held back. */
    private record Call(RememberedAnswers.Key key, KeptRequest request, ContentCachingResponseWrapper response) {}

    private void once(Call call, FilterChain chain) throws ServletException, IOException {
        var failure = transaction.execute(status -> work(call, chain, status));
        if (failure instanceof ServletException broken) {
            throw broken;
        }
        if (failure instanceof IOException broken) {
            throw broken;
        }
        call.response().copyBodyToResponse();
    }

    /** @return what broke the call, if it cannot be thrown through a transaction as it is */
    private @Nullable Exception work(Call call, FilterChain chain, TransactionStatus status) {
        if (!answers.take(call.key())) {
            throw new Conflict(
                    "request-in-flight",
                    "A call with Idempotency-Key '" + call.key().value() + "' is at work; repeat yours in a moment");
        }
        var fingerprint = call.request().fingerprint();
        try {
            var known = answers.find(call.key());
            if (known.isPresent()) {
                refuseAnotherCall(call, fingerprint, known.get());
                known.get().repeatOn(call.response());
                return null;
            }
            chain.doFilter(call.request(), call.response());
        } catch (ServletException | IOException broken) {
            status.setRollbackOnly();
            return broken;
        }
        if (HttpStatusCode.valueOf(call.response().getStatus()).is2xxSuccessful()) {
            answers.remember(call.key(), RememberedAnswer.of(fingerprint, call.response()));
        } else {
            status.setRollbackOnly();
        }
        return null;
    }

    private static void refuseAnotherCall(Call call, String fingerprint, RememberedAnswer known) {
        if (!known.requestHash().equals(fingerprint)) {
            throw new Refused(
                    "idempotency-key-reused",
                    "Idempotency-Key '" + call.key().value() + "' belongs to another call of yours; use a new key for "
                            + "each thing that you create");
        }
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new Refused("invalid-idempotency-key", "An Idempotency-Key has 1 to " + LONGEST + " characters");
        }
        return key;
    }

    /** What fails at the end of the transaction fails outside of any controller, and is told in the same words. */
    private void answer(RuntimeException refused, HttpServletRequest request, HttpServletResponse response) {
        if (!response.isCommitted()) {
            response.reset();
        }
        if (problems.resolveException(request, response, null, refused) == null) {
            throw refused;
        }
    }
}
