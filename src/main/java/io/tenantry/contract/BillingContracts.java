package io.tenantry.contract;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessNumbers;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The billing contracts. */
@Service
@Transactional(readOnly = true)
public class BillingContracts {

    private final BillingContractRepository contracts;
    private final ContractReferences references;
    private final InvoicedTerms invoiced;
    private final BusinessNumbers numbers;
    private final ApplicationEventPublisher events;

    BillingContracts(
            BillingContractRepository contracts,
            ContractReferences references,
            InvoicedTerms invoiced,
            BusinessNumbers numbers,
            ApplicationEventPublisher events) {
        this.contracts = contracts;
        this.references = references;
        this.invoiced = invoiced;
        this.numbers = numbers;
        this.events = events;
    }

    /** @throws NotFound if there is none of that number */
    public BillingContractView get(String number) {
        return view(load(number));
    }

    public BillingContractView get(UUID id) {
        return view(load(id));
    }

    /** Whether anything was ever invoiced by it, drafts included: then its cycles are fixed. */
    public boolean isInvoiced(UUID id) {
        return load(id).isInvoiced();
    }

    /** The customer's default contract, if exactly one active contract is marked as default. */
    public Optional<BillingContractView> defaultOf(UUID customerId) {
        var defaults = contracts.defaultsOf(customerId);
        return defaults.size() == 1 ? Optional.of(view(defaults.get(0))) : Optional.empty();
    }

    /** A customer's contracts by number. */
    public Page<BillingContractView> of(String customerNumber, Paging paging) {
        var found = contracts.findByCustomerIdOrderByNumber(
                references.customer(customerNumber).id(), PageRequest.of(paging.page(), paging.size()));
        return Page.of(found.map(this::view).getContent(), paging, found.getTotalElements());
    }

    /** All contracts by number. */
    public Page<BillingContractView> all(Paging paging) {
        var found = contracts.findAllByOrderByNumber(PageRequest.of(paging.page(), paging.size()));
        return Page.of(found.map(this::view).getContent(), paging, found.getTotalElements());
    }

    /** Opens a contract and publishes {@link BillingContractCreated}. */
    @Transactional
    public BillingContractView create(String customerNumber, BillingContractTerms terms) {
        var customer = references.customer(customerNumber);
        refuseSecondDefault(customer.id(), null, terms);
        var contract = new BillingContract(
                numbers.next("BC", "billing_contract_number"),
                customer.id(),
                terms,
                references.check(customer.id(), terms));
        contracts.saveAndFlush(contract);
        events.publishEvent(AuditFact.of(
                contract.number(),
                "billing-contract-created",
                Map.of("customer", customerNumber, "terms", terms.toString())));
        events.publishEvent(new BillingContractCreated(contract.number(), customerNumber, terms.isDefault()));
        return view(contract);
    }

    /**
     * Gives a contract other terms, as far as nothing is invoiced by the ones that it has.
     *
     * @throws Stale if the contract is not of this version any more
     */
    @Transactional
    public BillingContractView change(String number, BillingContractTerms terms, long version) {
        var contract = contracts.lockByNumber(number).orElseThrow(() -> new NotFound("Billing contract", number));
        Stale.check("Billing contract " + number, version, contract.version());
        refuseSecondDefault(contract.customerId(), contract.id(), terms);
        var before = view(contract);
        var found = references.check(contract.customerId(), terms);
        invoiced.requireKept(before, terms, found.prorationRuleVersion());
        var beginsAnew = contract.isInvoiced() && isRecut(before, terms) && invoiced.areAllFree(contract.id());
        contract.change(terms, found, beginsAnew);
        contracts.saveAndFlush(contract);
        var after = view(contract);
        tell(contract, "billing-contract-changed", Map.of("from", before.toString(), "to", after.toString()));
        return after;
    }

    private static boolean isRecut(BillingContractView before, BillingContractTerms terms) {
        return terms.cutOtherwise(
                before.startDate(),
                before.frequencyMonths(),
                BillingContractTerms.BillingPolicy.valueOf(before.billingPolicy()),
                before.currency());
    }

    /** Decides anew what happens by itself after each invoice. Provisioning best practices §8. */
    @Transactional
    public BillingContractView automate(String number, AutomationToggles toggles, long version) {
        var contract = current(number, version);
        var before = contract.toggles().toString();
        contract.automate(toggles);
        contracts.saveAndFlush(contract);
        tell(contract, "automation-changed", Map.of("from", before, "to", toggles.toString()));
        return view(contract);
    }

    /** Ends the billing of a contract for good. */
    @Transactional
    public BillingContractView deactivate(String number, String reason, long version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why billing contract " + number + " is deactivated");
        }
        var contract = current(number, version);
        contract.deactivate();
        contracts.saveAndFlush(contract);
        events.publishEvent(new AuditFact(number, "billing-contract-deactivated", reason.strip(), Map.of()));
        return view(contract);
    }

    /**
     * A cycle is billed: the next one is invoiced on {@code next}. To say so twice changes nothing.
     *
     * @throws Refused if that lies before the day which the contract stands at
     */
    @Transactional
    public void advanceNextInvoiceDate(UUID contractId, LocalDate next) {
        var contract = load(contractId);
        var before = view(contract).nextInvoiceDate();
        if (before.equals(next)) {
            return;
        }
        contract.advanceTo(next);
        contracts.saveAndFlush(contract);
        tell(contract, "next-invoice-date-advanced", Map.of("from", before.toString(), "to", next.toString()));
    }

    private void refuseSecondDefault(UUID customerId, @Nullable UUID contractId, BillingContractTerms terms) {
        if (!terms.isDefault()) {
            return;
        }
        contracts.defaultsOf(customerId).stream()
                .filter(other -> !other.id().equals(contractId))
                .findFirst()
                .ifPresent(other -> {
                    throw new Conflict(
                            "second-default",
                            "Billing contract " + other.number() + " is the customer's default already; take that "
                                    + "from it first");
                });
    }

    private void tell(BillingContract contract, String action, Map<String, Object> details) {
        events.publishEvent(AuditFact.of(contract.number(), action, details));
    }

    private BillingContractView view(BillingContract contract) {
        return contract.view(references.names(contract));
    }

    private BillingContract current(String number, long version) {
        var contract = load(number);
        Stale.check("Billing contract " + number, version, contract.version());
        return contract;
    }

    private BillingContract load(String number) {
        return contracts.findByNumber(number).orElseThrow(() -> new NotFound("Billing contract", number));
    }

    private BillingContract load(UUID id) {
        return contracts.findById(id).orElseThrow(() -> new NotFound("Billing contract", id));
    }
}
