package io.tenantry.shared;

import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address. Compared by its domain when a tenant looks for its customer. */
public record EmailAddress(String value) {

    private static final Pattern FORM = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+\\.[^\\s@,;<>\".]+");
    private static final int LONGEST = 254;

    public EmailAddress {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new Refused(
                    "invalid-email", "'" + value + "' is no e-mail address; write it like ap@contoso.example");
        }
    }

    /** @throws Refused if it is no address */
    public static EmailAddress of(String value) {
        return new EmailAddress(value.strip());
    }

    /** {@code contoso.example} of {@code AP@Contoso.example}. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
