package io.tenantry.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/**
 * Keys of rows that grow with the base and the years. They are UUIDs of version 7, which begin with the moment: what is
 * written together lies together in each index that begins with such a key, so that a month's invoices extend its end.
 * Random keys would touch as many pages of it as there are invoices, and more of them each year.
 */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** Greater than those that this process gave before, unless its clock was set back. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
