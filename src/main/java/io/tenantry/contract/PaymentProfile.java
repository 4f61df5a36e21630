package io.tenantry.contract;

import io.tenantry.shared.Refused;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;

/** A stored payment method at a gateway. Only a synced one can be charged. */
@Entity
class PaymentProfile {

    enum Status {
        PENDING,
        SYNCED,
        INACTIVE
    }

    @Id
    private UUID id;

    private String number;
    private UUID customerId;
    private String gateway;
    private String gatewayCustomer;
    private String gatewayPaymentMethod;
    private String label;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "is_default")
    private boolean isDefault;

    @Version
    private long version;

    protected PaymentProfile() {}

    PaymentProfile(String number, UUID customerId, NewPaymentProfile facts) {
        this.id = UUID.randomUUID();
        this.number = number;
        this.customerId = customerId;
        this.gateway = facts.gateway();
        this.gatewayCustomer = facts.gatewayCustomer();
        pay(facts.method());
        this.status = facts.pending() ? Status.PENDING : Status.SYNCED;
    }

    /** The customer has confirmed it at the gateway: from now on invoices can be charged. */
    void sync() {
        refuseIfInactive();
        status = Status.SYNCED;
    }

    /** Another card or account takes the place of this one; what is synced stays so. */
    void replace(PaymentMethod method) {
        refuseIfInactive();
        pay(method);
    }

    void deactivate() {
        status = Status.INACTIVE;
        isDefault = false;
    }

    void prefer(boolean preferred) {
        if (preferred) {
            refuseIfInactive();
        }
        isDefault = preferred;
    }

    private void pay(PaymentMethod method) {
        gatewayPaymentMethod = method.gatewayPaymentMethod();
        label = method.label();
    }

    private void refuseIfInactive() {
        if (status == Status.INACTIVE) {
            throw new Refused(
                    "inactive-payment-profile", "Payment profile " + number + " is inactive; create a new one instead");
        }
    }

    UUID id() {
        return id;
    }

    String number() {
        return number;
    }

    UUID customerId() {
        return customerId;
    }

    long version() {
        return version;
    }

    PaymentProfileView view(String customerNumber) {
        return new PaymentProfileView(
                id,
                number,
                customerNumber,
                gateway,
                gatewayCustomer,
                gatewayPaymentMethod,
                label,
                status.name(),
                isDefault,
                version);
    }
}
