package io.tenantry.connector.accounting;

import feign.FeignException;
import feign.Response;
import feign.codec.ErrorDecoder;
import io.tenantry.connector.Endpoint;
import io.tenantry.connector.accounting.QuickBooksApi.Fault;
import io.tenantry.connector.accounting.QuickBooksApi.Refusal;
import io.tenantry.connector.accounting.QuickBooksApi.Trouble;
import io.tenantry.postinvoice.PostingRejected;
import io.tenantry.postinvoice.SystemUnavailable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads QuickBooks' faults: what it refuses is final, whatever else goes wrong is safe to repeat. */
final class QuickBooksErrors implements ErrorDecoder {

    /** The same fault has carried either code. */
    private static final Set<String> DUPLICATE_DOCUMENT = Set.of("6140", "6210");

    private static final Set<String> DUPLICATE_NAME = Set.of("6240");
    private static final Set<String> FINAL_FAULTS = Set.of("ValidationFault", "BusinessValidationFault");

    /** QuickBooks has a document of this number, or a name like this, already. */
    static final class Duplicate extends PostingRejected {

        Duplicate(String message) {
            super(message);
        }
    }

    private final QuickBooksToken token;

    QuickBooksErrors(QuickBooksToken token) {
        this.token = token;
    }

    @Override
    public Exception decode(String call, Response response) {
        if (response.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            token.forget();
        }
        var fault = faultOf(response);
        var troubles = fault == null || fault.errors() == null ? List.<Trouble>of() : fault.errors();
        var words = "QuickBooks answered HTTP " + response.status() + ": " + words(troubles);
        return switch (response.status()) {
            case 401, 403 ->
                new SystemUnavailable(words
                        + "; it does not accept our sign-in: renew the consent of tenantry.accounting, then retry");
            case 400, 404, 409, 422 -> refusal(fault, troubles, words);
            default -> new SystemUnavailable(words);
        };
    }

    static RuntimeException noAnswer(FeignException broken) {
        return new SystemUnavailable("QuickBooks gave no usable answer: " + broken.getMessage(), broken);
    }

    /** A refusal that is not in QuickBooks' own words came from something in between. */
    private static RuntimeException refusal(@Nullable Fault fault, List<Trouble> troubles, String words) {
        var type = fault == null ? "" : Objects.requireNonNullElse(fault.type(), "");
        if (troubles.isEmpty() || !FINAL_FAULTS.contains(type)) {
            return new SystemUnavailable(words);
        }
        return has(troubles, DUPLICATE_DOCUMENT) || has(troubles, DUPLICATE_NAME)
                ? new Duplicate(words)
                : new PostingRejected(words);
    }

    private static boolean has(List<Trouble> troubles, Set<String> codes) {
        return troubles.stream()
                .map(trouble -> Objects.requireNonNullElse(trouble.code(), ""))
                .anyMatch(codes::contains);
    }

    private static String words(List<Trouble> troubles) {
        var words = troubles.stream()
                .map(trouble -> trouble.message() + " - " + trouble.detail() + " (" + trouble.code() + ")")
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "no words of its own" : words;
    }

    private static @Nullable Fault faultOf(Response response) {
        try (var body = response.body().asInputStream()) {
            return Endpoint.JSON.readValue(body, Refusal.class).fault();
        } catch (IOException notJson) {
            return null;
        }
    }
}
