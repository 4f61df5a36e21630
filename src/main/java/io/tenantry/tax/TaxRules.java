package io.tenantry.tax;

import io.tenantry.shared.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tax service with its rates, to look lines up in: a pure function of what it is given.
 *
 * <p>The nearest row counts: one of the customer's region before one of the country before one for all countries. A
 * customer of a country that no row fits is refused, unless the service sells overseas: then nothing is taxed. Reverse
 * charge and intra-community supply need the customer's VAT id, because the tax is theirs to pay.
 */
public record TaxRules(TaxServiceView service, List<TaxRateView> rates) {

    private static final List<String> OWED_BY_CUSTOMER = List.of("AE", "K");

    private static final Comparator<TaxRateView> NEAREST = Comparator.comparing(
                    (TaxRateView rate) -> rate.region() != null)
            .thenComparing(rate -> rate.country() != null);

    /** @throws Refused with what is missing and the fix */
    public TaxTreatment of(TaxedCustomer customer, TaxableLine line) {
        if (service.type().equals("NONE")) {
            return TaxTreatment.notSubject();
        }
        if (rates.stream().noneMatch(rate -> fits(rate, customer))) {
            return overseas(customer);
        }
        if (!line.taxable()) {
            return TaxTreatment.notTaxable();
        }
        var rate = nearest(customer.country(), customer.region(), line).orElseThrow(() -> noRate(customer, line));
        if (OWED_BY_CUSTOMER.contains(rate.code()) && customer.vatId() == null) {
            throw new Refused(
                    "vat-id-missing",
                    "Customer " + customer.number() + " has no VAT id, but tax service " + service.code() + " taxes "
                            + customer.country() + " as " + rate.code() + " (" + rate.exemptionReason()
                            + "); enter the customer's VAT id or a rate for customers without one");
        }
        return new TaxTreatment(rate.code(), rate.rate(), rate.name(), rate.exemptionReason());
    }

    /** The rate of a line, whoever the customer is; empty if none is in force on its day. */
    Optional<TaxRateView> nearest(String country, @Nullable String region, TaxableLine line) {
        return rates.stream()
                .filter(each -> each.productCategory().equals(line.productCategory()))
                .filter(each -> fits(each, country, region) && each.valid().contains(line.day()))
                .max(NEAREST);
    }

    private TaxTreatment overseas(TaxedCustomer customer) {
        if (service.overseas()) {
            return TaxTreatment.notSubject();
        }
        throw new Refused(
                "country-unknown",
                "Tax service " + service.code() + " has no rate for " + customer.country()
                        + ", the country of customer " + customer.number()
                        + "; add one, or let the service sell overseas");
    }

    private Refused noRate(TaxedCustomer customer, TaxableLine line) {
        return new Refused(
                "no-tax-rate",
                "Tax service " + service.code() + " has no rate " + line.productCategory() + " for "
                        + customer.country() + " on " + line.day() + "; add one");
    }

    private static boolean fits(TaxRateView rate, TaxedCustomer customer) {
        return fits(rate, customer.country(), customer.region());
    }

    private static boolean fits(TaxRateView rate, String country, @Nullable String region) {
        return (rate.country() == null || rate.country().equals(country))
                && (rate.region() == null || Objects.equals(rate.region(), region));
    }
}
