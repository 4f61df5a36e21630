package io.tenantry.architecture;

import io.tenantry.Application;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules and their arrows, as written on each package-info. */
class ModularityTest {

    @Test
    void modulesKnowOnlyWhomTheySayTheyKnow() {
        ApplicationModules.of(Application.class).verify();
    }
}
