package io.tenantry.contract.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.ProrationRuleView;

/** A billing contract, and what its proration rule means. */
record BillingContractAnswer(@JsonUnwrapped BillingContractView contract, ProrationRuleView proration) {}
