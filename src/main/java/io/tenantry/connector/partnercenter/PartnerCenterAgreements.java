package io.tenantry.connector.partnercenter;

import io.tenantry.connector.partnercenter.PartnerCenterResources.Agreement;
import io.tenantry.connector.partnercenter.PartnerCenterResources.Contact;
import io.tenantry.provider.AgreementAcceptance;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Microsoft Customer Agreement, which either the partner confirms on the customer's behalf, with a name and a day, or
 * the customer accepts by itself, of which Partner Center tells only that it is so.
 */
final class PartnerCenterAgreements {

    private final PartnerCenterApi api;

    PartnerCenterAgreements(PartnerCenterApi api) {
        this.api = api;
    }

    Optional<AgreementAcceptance> of(String tenantId) {
        var confirmed = api.agreements(tenantId).all().stream()
                .max(Comparator.comparing(Agreement::dateAgreed))
                .map(agreement -> new AgreementAcceptance(
                        PartnerCenterWords.day("agreement", agreement.dateAgreed()),
                        nameOf(agreement.primaryContact())));
        return confirmed.or(() -> signedBy(tenantId));
    }

    private Optional<AgreementAcceptance> signedBy(String tenantId) {
        return api.directlySigned(tenantId).isSigned()
                ? Optional.of(new AgreementAcceptance(null, "the customer itself"))
                : Optional.empty();
    }

    private static String nameOf(@Nullable Contact contact) {
        if (contact == null) {
            return "unknown";
        }
        var name = Stream.of(contact.firstName(), contact.lastName(), contact.email())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? "unknown" : name;
    }
}
