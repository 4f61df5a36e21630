package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Partner Center's documents as far as we read or write them, in the manual's order. One without a field that we cannot
 * do without counts as broken; a field that we do not know is passed over.
 */
interface PartnerCenterResources {

    /** A collection; its continuation stands in the body, in a link's header, or in both. */
    record Page<T>(@Nullable List<T> items, @Nullable String continuationToken, @Nullable Links links) {

        List<T> all() {
            return items == null ? List.of() : items;
        }

        /** @return the {@code seekOperation} that goes with a continuation; null for the first page, as is that */
        static @Nullable String seek(@Nullable String continuation) {
            return continuation == null ? null : "Next";
        }

        @Nullable
        String continuation() {
            if (continuationToken != null) {
                return continuationToken;
            }
            var next = links == null ? null : links.next();
            return next == null ? null : next.header("MS-ContinuationToken");
        }
    }

    record Links(@Nullable Link next) {}

    record Link(@Nullable List<Header> headers) {

        @Nullable
        String header(String key) {
            return headers == null
                    ? null
                    : headers.stream()
                            .filter(header -> key.equalsIgnoreCase(header.key()))
                            .findFirst()
                            .map(Header::value)
                            .orElse(null);
        }
    }

    record Header(String key, String value) {}

    record Customer(String id, @Nullable CompanyProfile companyProfile) {

        public Customer {
            Objects.requireNonNull(id, "id");
        }
    }

    /** @param organizationRegistrationNumber only of one customer by its id, and only in countries that ask for it */
    record CompanyProfile(
            @Nullable String companyName, @Nullable String domain, @Nullable String organizationRegistrationNumber) {}

    record CustomerDetails(BillingProfile billingProfile, @Nullable CompanyProfile companyProfile) {

        public CustomerDetails {
            Objects.requireNonNull(billingProfile, "billingProfile");
        }
    }

    record BillingProfile(Address defaultAddress) {

        public BillingProfile {
            Objects.requireNonNull(defaultAddress, "defaultAddress");
        }
    }

    record Address(String country) {

        public Address {
            Objects.requireNonNull(country, "country");
        }
    }

    /** Where the partner is told of which events; written in capitals, and read however it is written. */
    record WebhookRegistration(
            @JsonProperty("WebhookUrl") @JsonAlias("webhookUrl") String webhookUrl,
            @JsonProperty("WebhookEvents") @JsonAlias("webhookEvents") @Nullable List<String> webhookEvents,
            @JsonProperty("SignatureTokenToMsSignatureHeader") @JsonAlias("signatureTokenToMsSignatureHeader")
                    boolean signatureTokenToMsSignatureHeader) {

        public WebhookRegistration {
            Objects.requireNonNull(webhookUrl, "WebhookUrl");
        }

        WebhookRegistration with(Collection<String> events) {
            return new WebhookRegistration(webhookUrl, List.copyOf(events), signatureTokenToMsSignatureHeader);
        }

        List<String> events() {
            return webhookEvents == null ? List.of() : webhookEvents;
        }
    }

    /** The partner's confirmation that a customer accepted an agreement. */
    record Agreement(@Nullable Contact primaryContact, String dateAgreed) {

        public Agreement {
            Objects.requireNonNull(dateAgreed, "dateAgreed");
        }
    }

    record Contact(@Nullable String firstName, @Nullable String lastName, @Nullable String email) {}

    record DirectlySigned(Boolean isSigned) {

        public DirectlySigned {
            Objects.requireNonNull(isSigned, "isSigned");
        }
    }

    /**
     * @param offerId {@code productId:skuId:availabilityId}; a plain GUID for what was bought before the new commerce
     * @param commitmentEndDate last day of the term
     */
    record Subscription(
            String id,
            @Nullable String orderId,
            @Nullable String offerId,
            @Nullable String offerName,
            @Nullable String friendlyName,
            @Nullable Integer quantity,
            @Nullable String status,
            @Nullable String termDuration,
            @Nullable String billingCycle,
            boolean autoRenewEnabled,
            boolean isTrial,
            @Nullable String creationDate,
            @Nullable String effectiveStartDate,
            @Nullable String commitmentEndDate,
            @Nullable String cancellationAllowedUntilDate,
            @Nullable String parentSubscriptionId,
            @Nullable RefundableQuantity refundableQuantity,
            @Nullable NextTermInstructions scheduledNextTermInstructions) {

        /** Without a quantity half of it is missing; that must not be taken for none. */
        public Subscription {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(quantity, "quantity");
        }

        int seats() {
            return Objects.requireNonNull(quantity);
        }
    }

    record RefundableQuantity(@Nullable List<RefundableSeats> details) {}

    record RefundableSeats(int quantity, @Nullable String allowedUntilDateTime) {}

    /** The scheduled change; quantity and date stand beside the product, not in it. */
    record NextTermInstructions(
            @Nullable NextProduct product, @Nullable Integer quantity, @Nullable String customTermEndDate) {}

    record NextProduct(
            @Nullable String productId,
            @Nullable String skuId,
            @Nullable String termDuration,
            @Nullable String billingCycle) {}

    /** @param allowedCustomTermEndDate last day of the term */
    record CustomTermEndDate(@Nullable List<String> cotermSubscriptionIds, String allowedCustomTermEndDate) {

        public CustomTermEndDate {
            Objects.requireNonNull(allowedCustomTermEndDate, "allowedCustomTermEndDate");
        }
    }

    record TransitionTarget(String catalogItemId, @Nullable List<Eligibility> eligibilities) {

        public TransitionTarget {
            Objects.requireNonNull(catalogItemId, "catalogItemId");
        }
    }

    record Eligibility(boolean isEligible, String transitionType, @Nullable List<Problem> errors) {

        public Eligibility {
            Objects.requireNonNull(transitionType, "transitionType");
        }
    }

    record Problem(@Nullable String code, @Nullable String description) {}

    /** @param toSubscriptionId of a subscription of the target product that the seats join; else null */
    record Transition(
            String fromCatalogItemId,
            String fromSubscriptionId,
            String toCatalogItemId,
            @Nullable String toSubscriptionId,
            int quantity,
            String termDuration,
            String billingCycle,
            String transitionType,
            @Nullable List<TransitionEvent> events) {}

    record TransitionEvent(String name, String status, @Nullable String timestamp, @Nullable List<Problem> errors) {

        public TransitionEvent {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(status, "status");
        }
    }

    /** @param id changes over time; never stored */
    record Availability(String id, @Nullable List<Term> terms) {

        public Availability {
            Objects.requireNonNull(id, "id");
        }
    }

    record Term(String duration, String billingCycle) {}

    /** A cart as we send it. */
    record Cart(List<CartLine> lineItems) {}

    /** A cart as it is answered. */
    record MadeCart(@Nullable String id, @Nullable String creationTimestamp, List<CartLine> lineItems) {

        public MadeCart {
            Objects.requireNonNull(lineItems, "lineItems");
        }
    }

    record CartLine(
            int id,
            String catalogItemId,
            String friendlyName,
            int quantity,
            String billingCycle,
            String termDuration,
            @Nullable CartError error) {}

    record CartError(@Nullable String errorCode, @Nullable String errorDescription) {}

    record Checkout(@Nullable List<Order> orders, @Nullable List<Problem> orderErrors) {}

    record Order(
            String id, @Nullable String creationDate, @Nullable String status, @Nullable List<OrderLine> lineItems) {

        public Order {
            Objects.requireNonNull(id, "id");
        }
    }

    record OrderLine(@Nullable String offerId, int quantity, @Nullable String subscriptionId) {}
}
