package io.tenantry.connector.partnercenter;

import feign.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When Partner Center wants to be asked again: the header {@code Retry-After}, in seconds or as a date, or the words of
 * its 429 where a gateway in between has dropped the header.
 */
final class RetryTimes {

    private static final String HEADER = "Retry-After";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern WORDS = Pattern.compile("Try again in (\\d{1,9}) seconds");

    /** Who names more than a day is not believed: a change would be out of sight for as long. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;

    RetryTimes(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    String header(Response response) {
        return response.headers().getOrDefault(HEADER, List.of()).stream()
                .findFirst()
                .map(String::trim)
                .orElse(null);
    }

    /** @return null if neither names a time */
    @Nullable
    Instant instant(@Nullable String header, String words) {
        var named = header == null ? inWords(words) : inHeader(header);
        if (named == null) {
            return null;
        }
        var latest = clock.instant().plus(LONGEST);
        return named.isAfter(latest) ? latest : named;
    }

    private @Nullable Instant inHeader(String header) {
        if (SECONDS.matcher(header).matches()) {
            return in(header);
        }
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private @Nullable Instant inWords(String words) {
        var found = WORDS.matcher(words);
        return found.find() ? in(found.group(1)) : null;
    }

    private Instant in(String seconds) {
        return clock.instant().plusSeconds(Long.parseLong(seconds));
    }
}
