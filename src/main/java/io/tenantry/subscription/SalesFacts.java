package io.tenantry.subscription;

import io.tenantry.decision.CurrencyMatching;
import io.tenantry.decision.PriceCoverage;
import io.tenantry.decision.UnitMatching;

/** What the three sales decisions want to know of a subscription, gathered from catalog, price list and contract. */
public record SalesFacts(
        UnitMatching.Question unit, CurrencyMatching.Question currency, PriceCoverage.Question price) {}
