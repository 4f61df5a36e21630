package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterApi.Availability;
import io.tenantry.connector.partnercenter.PartnerCenterApi.Term;
import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.ProviderRejected;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds what to put into a cart. The third part of {@code productId:skuId:availabilityId} changes over time, so it is
 * read for each order and never stored.
 */
final class PartnerCenterCatalog {

    private final PartnerCenterApi api;

    PartnerCenterCatalog(PartnerCenterApi api) {
        this.api = api;
    }

    /** @throws ProviderRejected if the product cannot be bought there with that term and billing plan */
    String catalogItemOf(LicenseOrder order) {
        var part = order.partNumber().split(":", -1);
        if (part.length != 2) {
            throw new ProviderRejected(
                    "part-number",
                    "'" + order.partNumber() + "' is no productId:skuId; correct the product's part number");
        }
        var offered = api.availabilities(part[0], part[1], order.country()).all();
        return offered.stream()
                .filter(availability -> terms(availability).stream().anyMatch(term -> fits(term, order)))
                .findFirst()
                .map(availability -> order.partNumber() + ":" + availability.id())
                .orElseThrow(() -> notOffered(order, offered));
    }

    private static boolean fits(Term term, LicenseOrder order) {
        return order.term().equalsIgnoreCase(term.duration())
                && order.billingPlan().equalsIgnoreCase(term.billingCycle());
    }

    private static ProviderRejected notOffered(LicenseOrder order, List<Availability> offered) {
        var choice = offered.stream()
                .flatMap(availability -> terms(availability).stream())
                .map(term -> term.duration() + " billed " + term.billingCycle())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return new ProviderRejected(
                "not-offered",
                order.partNumber() + " cannot be bought in " + order.country() + " for " + order.term() + " billed "
                        + order.billingPlan() + "; choose one of: " + (choice.isEmpty() ? "nothing on offer" : choice));
    }

    private static List<Term> terms(Availability availability) {
        return availability.terms() == null ? List.of() : availability.terms();
    }
}
