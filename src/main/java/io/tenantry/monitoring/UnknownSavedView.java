package io.tenantry.monitoring;

import io.tenantry.shared.NotFound;
import java.util.Set;
import java.util.TreeSet;

/** There is no saved view of that name. */
class UnknownSavedView extends NotFound {

    UnknownSavedView(String name, Set<String> known) {
        super("Saved view", "'" + name + "' (known are " + String.join(", ", new TreeSet<>(known)) + ")");
    }
}
