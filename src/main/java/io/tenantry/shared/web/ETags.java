package io.tenantry.shared.web;

import io.tenantry.shared.Stale;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * The version of a thing as its ETag: version 3 is {@code "3"}. Whoever changes it sends the ETag along as
 * {@code If-Match}, so that nobody overwrites what they have not seen.
 */
public final class ETags {

    private static final Pattern FORM = Pattern.compile("\"(\\d{1,18})\"");

    private ETags() {}

    /**
     * The version that the caller has seen.
     *
     * @throws PreconditionMissing if there is no {@code If-Match}; {@code *} names no version and counts as none
     * @throws Stale if it is no ETag of ours, so it cannot be that of the thing as it is
     */
    public static long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            throw new PreconditionMissing();
        }
        var form = FORM.matcher(ifMatch.strip());
        if (!form.matches()) {
            throw new Stale("What If-Match " + ifMatch.strip() + " names");
        }
        return Long.parseLong(form.group(1));
    }

    public static <T> ResponseEntity<T> ok(T body, long version) {
        return ResponseEntity.ok().eTag(of(version)).body(body);
    }

    /** @param path of the new thing, such as {@code /api/v1/customers/CUS-000017} */
    public static <T> ResponseEntity<T> created(String path, T body, long version) {
        return ResponseEntity.created(URI.create(path)).eTag(of(version)).body(body);
    }

    private static String of(long version) {
        return "\"" + version + "\"";
    }
}
