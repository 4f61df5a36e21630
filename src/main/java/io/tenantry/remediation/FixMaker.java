package io.tenantry.remediation;

import java.util.Map;
import java.util.function.Consumer;

/** Makes some of the {@link Fix fixes}. Each is one call of the module that owns the thing, in the caller's transaction. */
public interface FixMaker {

    Map<Fix, Consumer<FixOrder>> fixes();
}
