package io.tenantry.contract;

/** Asks whoever reckons by the proration rules for an example of one, computed as an invoice is. */
public interface ProrationExamples {

    ProrationExample of(String rule, int version);
}
