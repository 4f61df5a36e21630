package io.tenantry.shared.web;

import io.tenantry.shared.Refused;
import org.springframework.util.unit.DataSize;

/** More was sent than this call takes. The web edge answers 413. */
public class BodyTooLarge extends Refused {

    public BodyTooLarge(DataSize limit) {
        super("body-too-large", "This call takes " + words(limit) + " at the most; send less, or split the file");
    }

    private static String words(DataSize limit) {
        return limit.toMegabytes() > 0 ? limit.toMegabytes() + " MB" : limit.toKilobytes() + " KB";
    }
}
