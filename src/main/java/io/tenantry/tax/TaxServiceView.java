package io.tenantry.tax;

import java.util.UUID;

/**
 * A tax service.
 *
 * @param code what contracts call it by, such as {@code DE}
 * @param type RATE_BASED, NONE or EXTERNAL
 * @param overseas whether customers of a country without any rate are invoiced without tax; otherwise they are not
 *     invoiced
 */
public record TaxServiceView(UUID id, String code, String name, String type, boolean overseas, long version) {}
