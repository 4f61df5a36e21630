package io.tenantry.shared;

/** Who acts right now: the name of the person that is logged in, or {@code system} in a job. */
@FunctionalInterface
public interface CurrentActor {

    String SYSTEM = "system";

    String name();
}
