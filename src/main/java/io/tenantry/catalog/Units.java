package io.tenantry.catalog;

import java.util.OptionalInt;
import org.springframework.stereotype.Service;

/** Unit Mapping: how many months one sales unit covers. Provisioning best practices §5. */
@Service
public class Units {

    /** Months of a unit, such as 12 for ANNUAL; empty where the unit is not mapped. */
    public OptionalInt months(String unit) {
        throw new UnsupportedOperationException();
    }

    /** @throws io.tenantry.shared.Refused "Please provide a valid Sales Unit." where the unit is not mapped */
    public int requireMonths(String unit) {
        throw new UnsupportedOperationException();
    }
}
