package io.tenantry.shared.csv;

import io.tenantry.shared.Refused;
import java.util.List;

/** A file has errors, and nothing of it was taken over. The web edge answers 422 with the list. */
public class FileRefused extends Refused {

    private final transient List<RowError> errors;
    private final long count;

    public FileRefused(String file, RowErrors errors) {
        super("file-refused", words(file, errors));
        this.errors = errors.list();
        this.count = errors.count();
    }

    /** One hundred at the most. */
    public List<RowError> errors() {
        return errors;
    }

    /** All, also those that {@link #errors()} leaves out. */
    public long count() {
        return count;
    }

    private static String words(String file, RowErrors errors) {
        var howMany = errors.count() == 1 ? "1 error" : errors.count() + " errors";
        var shown = errors.list().size();
        var cut = errors.count() > shown ? " (the first " + shown + " are listed)" : "";
        return "The " + file + " has " + howMany + cut
                + " and nothing of it was taken over; correct it and load it again";
    }
}
