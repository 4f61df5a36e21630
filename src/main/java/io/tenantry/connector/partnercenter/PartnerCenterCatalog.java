package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterResources.Availability;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Term;
import io.tenantry.provider.ProviderRejected;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds what to put into a cart, or to schedule. The third part of {@code productId:skuId:availabilityId} changes over time, so it is
 * read for each order and never stored.
 */
final class PartnerCenterCatalog {

    private final PartnerCenterApi api;

    PartnerCenterCatalog(PartnerCenterApi api) {
        this.api = api;
    }

    /** @throws ProviderRejected if the product cannot be bought there with that term and billing plan */
    String itemOf(String partNumber, String duration, String billingPlan, String country) {
        var part = partNumber.split(":", -1);
        if (part.length != 2) {
            throw new ProviderRejected(
                    "part-number", "'" + partNumber + "' is no productId:skuId; correct the product's part number");
        }
        var offered = api.availabilities(part[0], part[1], country).all();
        return offered.stream()
                .filter(availability ->
                        terms(availability).stream().anyMatch(term -> fits(term, duration, billingPlan)))
                .findFirst()
                .map(availability -> partNumber + ":" + availability.id())
                .orElseThrow(() -> new ProviderRejected(
                        "not-offered",
                        partNumber + " cannot be bought in " + country + " for " + duration + " billed " + billingPlan
                                + "; choose one of: " + choice(offered)));
    }

    private static boolean fits(Term term, String duration, String billingPlan) {
        return duration.equalsIgnoreCase(term.duration()) && billingPlan.equalsIgnoreCase(term.billingCycle());
    }

    private static String choice(List<Availability> offered) {
        var choice = offered.stream()
                .flatMap(availability -> terms(availability).stream())
                .map(term -> term.duration() + " billed " + term.billingCycle())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return choice.isEmpty() ? "nothing on offer" : choice;
    }

    private static List<Term> terms(Availability availability) {
        return availability.terms() == null ? List.of() : availability.terms();
    }
}
