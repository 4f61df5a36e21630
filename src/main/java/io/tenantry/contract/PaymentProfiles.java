package io.tenantry.contract;

import io.tenantry.customer.Customers;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessNumbers;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Stale;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The payment profiles. */
@Service
@Transactional(readOnly = true)
public class PaymentProfiles {

    private final PaymentProfileRepository profiles;
    private final Customers customers;
    private final BusinessNumbers numbers;
    private final ApplicationEventPublisher events;

    PaymentProfiles(
            PaymentProfileRepository profiles,
            Customers customers,
            BusinessNumbers numbers,
            ApplicationEventPublisher events) {
        this.profiles = profiles;
        this.customers = customers;
        this.numbers = numbers;
        this.events = events;
    }

    /** The profile that a contract's invoices are charged to: its own, else the customer's default. */
    public Optional<PaymentProfileView> chargedFor(BillingContractView contract) {
        var own = contract.paymentProfileNumber();
        var charged = own == null ? profiles.defaultOf(contract.customerId()) : profiles.findByNumber(own);
        return charged.map(profile -> profile.view(contract.customerNumber()));
    }

    /** @throws NotFound if there is none of that number */
    public PaymentProfileView get(String number) {
        return view(load(number));
    }

    /** A customer's profiles by number. */
    public List<PaymentProfileView> of(String customerNumber) {
        var customer = customers.get(customerNumber);
        return profiles.findByCustomerIdOrderByNumber(customer.id()).stream()
                .map(profile -> profile.view(customerNumber))
                .toList();
    }

    /** Keeps a payment method that the gateway holds; a customer's first one is its default whatever it says. */
    @Transactional
    public PaymentProfileView create(String customerNumber, NewPaymentProfile facts) {
        var customer = customers.get(customerNumber);
        var profile = new PaymentProfile(numbers.next("PP", "payment_profile_number"), customer.id(), facts);
        profiles.saveAndFlush(profile);
        if (facts.isDefault() || profiles.defaultOf(customer.id()).isEmpty()) {
            prefer(profile);
        }
        tell(
                profile,
                "payment-profile-created",
                Map.of("customer", customerNumber, "label", facts.method().label()));
        return profile.view(customerNumber);
    }

    /** The gateway has confirmed the profile: it can be charged. Repeating it changes nothing. */
    @Transactional
    public PaymentProfileView sync(String number) {
        var profile = load(number);
        if (view(profile).status().equals(PaymentProfile.Status.SYNCED.name())) {
            return view(profile);
        }
        profile.sync();
        profiles.saveAndFlush(profile);
        tell(profile, "payment-profile-synced", Map.of());
        return view(profile);
    }

    /**
     * Puts another card or account in the place of the profile's: the repair of a declined charge.
     *
     * @throws Stale if the profile is not of this version any more
     */
    @Transactional
    public PaymentProfileView replace(String number, PaymentMethod method, long version) {
        var profile = current(number, version);
        var before = view(profile).label();
        profile.replace(method);
        profiles.saveAndFlush(profile);
        tell(profile, "payment-method-replaced", Map.of("from", before, "to", method.label()));
        return view(profile);
    }

    /** Makes it the profile that contracts without one of their own are charged to. */
    @Transactional
    public PaymentProfileView makeDefault(String number, long version) {
        var profile = current(number, version);
        prefer(profile);
        tell(profile, "payment-profile-made-default", Map.of());
        return view(profile);
    }

    /** It is charged no more, and cannot come back. */
    @Transactional
    public PaymentProfileView deactivate(String number, long version) {
        var profile = current(number, version);
        profile.deactivate();
        profiles.saveAndFlush(profile);
        tell(profile, "payment-profile-deactivated", Map.of());
        return view(profile);
    }

    /** The former default steps back first, since the database allows one only. */
    private void prefer(PaymentProfile profile) {
        profiles.defaultOf(profile.customerId()).ifPresent(former -> {
            former.prefer(false);
            profiles.saveAndFlush(former);
        });
        profile.prefer(true);
        profiles.saveAndFlush(profile);
    }

    private void tell(PaymentProfile profile, String action, Map<String, Object> details) {
        events.publishEvent(AuditFact.of(profile.number(), action, details));
    }

    private PaymentProfileView view(PaymentProfile profile) {
        return profile.view(customers.get(profile.customerId()).number());
    }

    private PaymentProfile current(String number, long version) {
        var profile = load(number);
        Stale.check("Payment profile " + number, version, profile.version());
        return profile;
    }

    private PaymentProfile load(String number) {
        return profiles.findByNumber(number).orElseThrow(() -> new NotFound("Payment profile", number));
    }
}
