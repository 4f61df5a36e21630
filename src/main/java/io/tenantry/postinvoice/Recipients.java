package io.tenantry.postinvoice;

import io.tenantry.contract.BillingContractView;
import io.tenantry.customer.Customers;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** To whom an invoice is mailed: the contract's billing address, else the customer's contact, and the further ones. */
@Component
class Recipients {

    private final Customers customers;

    Recipients(Customers customers) {
        this.customers = customers;
    }

    List<String> of(BillingContractView contract) {
        var addresses = new LinkedHashSet<String>();
        var billing = contract.billingEmail();
        if (billing == null || billing.isBlank()) {
            billing = customers.get(contract.customerId()).contactEmail();
        }
        if (billing != null && !billing.isBlank()) {
            addresses.add(billing);
        }
        contract.moreRecipients().stream().filter(address -> !address.isBlank()).forEach(addresses::add);
        return List.copyOf(addresses);
    }
}
