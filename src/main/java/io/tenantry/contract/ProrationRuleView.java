package io.tenantry.contract;

import java.time.LocalDate;

/**
 * One version of a proration rule: the convention by which a part of a cycle is charged.
 *
 * @param name such as ACTUAL_MONTH
 * @param current whether new contracts get this version; a contract keeps the one that it has
 * @param prorateUnit DAYS or MONTHS
 * @param example what the rule makes of ten seats from 15 January in the quarter from 1 January 2018
 */
public record ProrationRuleView(
        String name,
        int version,
        boolean current,
        LocalDate validFrom,
        String prorateUnit,
        String description,
        ProrationExample example) {}
