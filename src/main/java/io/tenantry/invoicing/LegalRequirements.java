package io.tenantry.invoicing;

import io.tenantry.customer.CustomerView;
import io.tenantry.customer.Customers;
import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a document must say and add up to before it gets its legal number: seller and buyer (EN 16931, BR-06 to BR-11,
 * BR-S-02, BR-AE-02, BR-IC-02) and the {@link CalculationRules}. A number that was spent cannot be given back.
 */
@Component
class LegalRequirements {

    /** By reverse charge, or as the buyer in another country of the Union. */
    private static final Set<String> PAYS_THE_TAX_ITSELF = Set.of("AE", "K");

    private final IssuingCompanies companies;
    private final Customers customers;

    LegalRequirements(IssuingCompanies companies, Customers customers) {
        this.companies = companies;
        this.customers = customers;
    }

    /** @throws Refused naming what is missing or which rule the draft breaks */
    void require(InvoiceView draft) {
        var issuer = companies.of(draft.id());
        requireAll("issuing-company-incomplete", "Issuing company " + issuer.name(), missing(issuer));
        var customer = customers.get(draft.customerId());
        requireAll("customer-incomplete", "Customer " + customer.number(), missing(customer, draft));
        var broken = CalculationRules.broken(CalculationRules.Document.of(draft));
        if (broken != null) {
            throw new Refused(
                    "calculation-rule-broken",
                    "Draft " + draft.reference() + " breaks rule " + broken
                            + ". Void it; the next run writes its cycle anew");
        }
    }

    private static List<String> missing(IssuingCompanyView issuer) {
        var missing = new ArrayList<String>();
        wants(missing, "name", issuer.name());
        wants(missing, "street", issuer.street());
        wants(missing, "postal code", issuer.postalCode());
        wants(missing, "city", issuer.city());
        wants(missing, "country", issuer.country());
        wants(missing, "VAT id", issuer.vatId());
        return missing;
    }

    private static List<String> missing(CustomerView customer, InvoiceView draft) {
        var missing = new ArrayList<String>();
        wants(missing, "name", customer.name());
        wants(missing, "street", customer.street());
        wants(missing, "postal code", customer.postalCode());
        wants(missing, "city", customer.city());
        wants(missing, "country", customer.country());
        var vatId = customer.vatId();
        if (draft.taxes().stream().anyMatch(tax -> PAYS_THE_TAX_ITSELF.contains(tax.category()))) {
            wants(missing, "VAT id, without which tax cannot be left to it", vatId == null ? "" : vatId);
        }
        return missing;
    }

    private static void wants(List<String> missing, String what, String value) {
        if (value.isBlank()) {
            missing.add(what);
        }
    }

    private static void requireAll(String type, String who, List<String> missing) {
        if (!missing.isEmpty()) {
            throw new Refused(type, who + " has no " + String.join(", ", missing) + "; add it before billing");
        }
    }
}
