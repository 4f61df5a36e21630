package io.tenantry.shared.web;

import org.springframework.http.MediaType;

/** The form in which files come in and go out. */
public final class MediaTypes {

    public static final String CSV_VALUE = "text/csv";

    static final MediaType CSV = MediaType.parseMediaType(CSV_VALUE);

    private MediaTypes() {}
}
