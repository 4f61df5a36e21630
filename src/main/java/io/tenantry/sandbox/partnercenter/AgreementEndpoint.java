package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Json;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The Microsoft Customer Agreement. Microsoft lets only App+User in here; this sandbox also lets in an application alone,
 * unless it was told otherwise ({@code userRequired}).
 */
@SandboxEndpoint
@RequestMapping("/v1")
public final class AgreementEndpoint {

    /** What a list shows that was asked for no type. */
    private static final String DEFAULT_TYPE = "MicrosoftCloudAgreement";

    private final Customers customers;
    private final Agreements agreements;

    public AgreementEndpoint(Customers customers, Agreements agreements) {
        this.customers = customers;
        this.agreements = agreements;
    }

    @GetMapping("/agreements")
    ObjectNode templates(@RequestParam("agreementType") Optional<String> type) {
        var template = Json.object()
                .put("templateId", Agreements.TEMPLATE)
                .put("agreementType", Agreements.CUSTOMER_AGREEMENT)
                .put("agreementLink", "https://aka.ms/customeragreement")
                .put("versionRank", 0);
        var asked = type.orElse(DEFAULT_TYPE);
        var items = asked.equals("*") || asked.equalsIgnoreCase(Agreements.CUSTOMER_AGREEMENT)
                ? List.of(template)
                : List.<ObjectNode>of();
        return Listing.of("/agreements", items);
    }

    @GetMapping("/customers/{customer}/agreements")
    ObjectNode list(@PathVariable String customer, @RequestParam("agreementType") Optional<String> type) {
        customers.require(customer);
        var asked = type.orElse(DEFAULT_TYPE);
        var items = agreements.confirmed(customer).stream()
                .filter(agreement -> asked.equals("*")
                        || asked.equalsIgnoreCase(agreement.path("type").asText()))
                .toList();
        return Listing.of("/customers/" + customer + "/agreements", items);
    }

    @PostMapping("/customers/{customer}/agreements")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode confirm(@PathVariable String customer, @RequestBody JsonNode body) {
        customers.require(customer);
        return agreements.confirm(customer, Fields.of(body));
    }

    @GetMapping("/customers/{customer}/directSignedMicrosoftCustomerAgreementStatus")
    ObjectNode directlySigned(@PathVariable String customer) {
        customers.require(customer);
        return Json.object().put("isSigned", agreements.isSigned(customer));
    }
}
