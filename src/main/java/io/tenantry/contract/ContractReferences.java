package io.tenantry.contract;

import io.tenantry.catalog.Units;
import io.tenantry.customer.CustomerView;
import io.tenantry.customer.Customers;
import io.tenantry.pricing.PriceListView;
import io.tenantry.pricing.PriceLists;
import io.tenantry.shared.FieldRefused;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.tax.TaxServices;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a contract refers to in other modules: looked up, checked and named. */
@Component
class ContractReferences {

    private final Customers customers;
    private final PriceLists priceLists;
    private final Units units;
    private final PaymentProfileRepository profiles;
    private final ProrationRules rules;
    private final TaxServices taxServices;

    ContractReferences(
            Customers customers,
            PriceLists priceLists,
            Units units,
            PaymentProfileRepository profiles,
            ProrationRules rules,
            TaxServices taxServices) {
        this.customers = customers;
        this.priceLists = priceLists;
        this.units = units;
        this.profiles = profiles;
        this.rules = rules;
        this.taxServices = taxServices;
    }

    CustomerView customer(String number) {
        return customers.get(number);
    }

    /** @throws Refused if the terms name what does not fit: frequency, price list, payment profile or proration rule */
    BillingContract.References check(UUID customerId, BillingContractTerms terms) {
        refuseUnmappedFrequency(terms.frequencyMonths());
        var rule = terms.proration();
        return new BillingContract.References(
                priceList(terms).id(),
                profile(customerId, terms.paymentProfileNumber()),
                rules.version(rule.rule(), rule.version()),
                taxService(terms.taxService()));
    }

    BillingContract.Names names(BillingContract contract) {
        var profile = Optional.ofNullable(contract.paymentProfileId())
                .flatMap(profiles::findById)
                .map(PaymentProfile::number)
                .orElse(null);
        var customer = customers.get(contract.customerId());
        var taxService = contract.taxServiceId();
        return new BillingContract.Names(
                customer.number(),
                customer.language(),
                priceLists.get(contract.priceListId()).name(),
                profile,
                taxService == null ? null : taxServices.codeOf(taxService));
    }

    private void refuseUnmappedFrequency(int months) {
        var mapped = units.all();
        if (mapped.stream().noneMatch(unit -> unit.months() == months)) {
            throw new FieldRefused(
                    "invalid-frequency",
                    "frequencyMonths",
                    "A billing frequency of " + months + " months is no mapped unit; map one, or use "
                            + mapped.stream()
                                    .map(unit -> unit.months() + " (" + unit.unit() + ")")
                                    .collect(Collectors.joining(", ")));
        }
    }

    private @Nullable UUID taxService(@Nullable String code) {
        return code == null || code.isBlank() ? null : taxServices.get(code).id();
    }

    private PriceListView priceList(BillingContractTerms terms) {
        var id = terms.priceListId();
        if (id == null) {
            return priceLists
                    .defaultOf(terms.currency())
                    .orElseThrow(() -> new Refused(
                            "no-price-list",
                            "There is no default price list in " + terms.currency()
                                    + "; load a price sheet in that currency, or name a price list"));
        }
        var list = priceLists.get(id);
        if (!list.currency().equals(terms.currency()) && !terms.allowConversion()) {
            throw new Refused(
                    "wrong-currency",
                    "Price list '" + list.name() + "' is in " + list.currency() + " and the contract in "
                            + terms.currency() + "; choose a price list in " + terms.currency()
                            + ", or allow conversion");
        }
        return list;
    }

    private @Nullable UUID profile(UUID customerId, @Nullable String number) {
        if (number == null || number.isBlank()) {
            return null;
        }
        var profile = profiles.findByNumber(number).orElseThrow(() -> new NotFound("Payment profile", number));
        if (!profile.customerId().equals(customerId)) {
            throw new Refused(
                    "wrong-payment-profile",
                    "Payment profile " + number + " belongs to another customer; choose one " + "of this customer's");
        }
        return profile.id();
    }
}
