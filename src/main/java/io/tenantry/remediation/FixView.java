package io.tenantry.remediation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fix that can be made with one click.
 *
 * @param title what the button says
 * @param inputs what a person has to add; empty for most
 */
public record FixView(Fix fix, String title, List<Input> inputs) {

    /** @param proposed what the evidence suggests */
    public record Input(String name, String label, String kind, boolean required, @Nullable String proposed) {}
}
