package io.tenantry.subscription;

/** Why a change that awaits provisioning is not at the provider yet. */
public enum WaitingFor {
    /** Its day has not come. */
    EFFECTIVE_DATE,
    /** An earlier change of the same subscription is open. */
    EARLIER_CHANGE,
    /** Its parent subscription, or the parent's change that caused it, is not provisioned. */
    PARENT,
    /** Its provider account belongs to no customer yet. */
    MAPPING,
    /** The customer is on credit hold. */
    CREDIT_HOLD,
    /** The customer has not accepted the agreement. */
    AGREEMENT,
    /** The provider is not active, or can not do it. */
    PROVIDER_INACTIVE,
    /** It cannot be sold as it is; a person corrects product, unit, currency or price. */
    CORRECTION,
    /** A person provisions it by hand. */
    PERSON,
    /** The linked parent subscription, through which it is provisioned. */
    LINKED_PARENT,
    /** The provider has accepted it and is at work. */
    PROVIDER_PENDING,
    /** All tries ended without an answer; a person looks. */
    PROVIDER_UNREACHABLE
}
