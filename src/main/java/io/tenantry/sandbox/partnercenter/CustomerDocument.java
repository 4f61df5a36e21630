package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** What Partner Center knows of a customer, as it writes it. */
public final class CustomerDocument {

    private static final String REGISTRATION_NUMBER = "organizationRegistrationNumber";

    private static final Set<String> NEED_REGISTRATION_NUMBER =
            Set.of("AM", "AZ", "BY", "HU", "IN", "KZ", "KG", "MD", "RU", "TJ", "UZ", "UA");

    private CustomerDocument() {}

    /** From the body of a create request, checked as Partner Center checks it. */
    static ObjectNode ordered(Fields request) {
        var company = request.object("companyProfile");
        var billing = request.object("billingProfile");
        var address = billing.object("defaultAddress");
        var domain = required(company, "domain");
        var country = required(address, "country").toUpperCase(Locale.ROOT);
        checkRegistrationNumber(company.text(REGISTRATION_NUMBER).isPresent(), country);
        var customer = skeleton(domain, required(billing, "companyName"));
        var profile = billing.camelCase();
        profile.put("id", UUID.randomUUID().toString());
        profile.withObject("defaultAddress").put("country", country);
        profile.putObject("attributes").put("etag", Identifiers.random(8)).put("objectType", "CustomerBillingProfile");
        customer.set("billingProfile", profile);
        customer.withObject("companyProfile").put("email", billing.text("email").orElse(""));
        customer.withObject("companyProfile").set("address", address.camelCase());
        company.text(REGISTRATION_NUMBER)
                .ifPresent(number -> customer.withObject("companyProfile").put(REGISTRATION_NUMBER, number));
        return customer;
    }

    private static void checkRegistrationNumber(boolean given, String country) {
        var needed = NEED_REGISTRATION_NUMBER.contains(country);
        if (needed && !given) {
            throw Refusal.badRequest(600049, "organizationRegistrationNumber is required in " + country + ".");
        }
        if (!needed && given) {
            throw Refusal.badRequest(600002, "organizationRegistrationNumber is not allowed in " + country + ".");
        }
    }

    /** A tenant that has accepted the reseller relationship by itself. */
    public static ObjectNode discovered(Fields tenant) {
        var name = required(tenant, "companyName");
        var domain = required(tenant, "domain");
        var country = tenant.text("country").orElse("US").toUpperCase(Locale.ROOT);
        var address = Json.object()
                .put("country", country)
                .put("city", tenant.text("city").orElse("Unknown"))
                .put("addressLine1", tenant.text("street").orElse("Main Street 1"))
                .put("postalCode", tenant.text("postalCode").orElse("00000"))
                .put("firstName", "Accounts")
                .put("lastName", "Payable");
        var billing = Json.object()
                .put("email", tenant.text("email").orElse("admin@" + domain))
                .put("culture", "en-" + country)
                .put("language", "en")
                .put("companyName", name);
        billing.set("defaultAddress", address);
        var request = Json.object();
        request.putObject("companyProfile").put("domain", domain);
        if (NEED_REGISTRATION_NUMBER.contains(country)) {
            request.withObject("companyProfile")
                    .put(REGISTRATION_NUMBER, tenant.text(REGISTRATION_NUMBER).orElse("0000000000"));
        }
        request.set("billingProfile", billing);
        return ordered(Fields.of(request));
    }

    private static ObjectNode skeleton(String domain, String companyName) {
        var id = UUID.randomUUID().toString();
        var customer =
                Json.object().put("id", id).put("commerceId", UUID.randomUUID().toString());
        var company = customer.putObject("companyProfile");
        company.put("tenantId", id).put("domain", domain).put("companyName", companyName);
        company.putObject("attributes").put("objectType", "CustomerCompanyProfile");
        customer.put("relationshipToPartner", "reseller").put("allowDelegatedAccess", true);
        var domains = customer.putArray("customDomains").add(domain);
        if (!domain.endsWith(".onmicrosoft.com")) {
            domains.add(domain.substring(0, domain.lastIndexOf('.') < 0 ? domain.length() : domain.lastIndexOf('.'))
                            .replace('.', '-')
                    + ".onmicrosoft.com");
        }
        customer.putObject("links").set("self", Listing.link("/customers/" + id));
        customer.putObject("attributes").put("objectType", "Customer");
        return customer;
    }

    /** The few fields that a list shows. */
    static ObjectNode summary(ObjectNode customer) {
        var company = customer.path("companyProfile");
        var summary = Json.object().put("id", customer.path("id").asText());
        var profile = summary.putObject("companyProfile");
        profile.set("tenantId", company.path("tenantId"));
        profile.set("domain", company.path("domain"));
        profile.set("companyName", company.path("companyName"));
        profile.set("attributes", company.path("attributes"));
        summary.set("relationshipToPartner", customer.path("relationshipToPartner"));
        summary.putObject("attributes").put("objectType", "Customer");
        return summary;
    }

    private static String required(Fields fields, String name) {
        return fields.text(name).orElseThrow(() -> Refusal.badRequest(2000, "The field '" + name + "' is missing."));
    }
}
