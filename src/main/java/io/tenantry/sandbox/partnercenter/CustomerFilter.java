package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Json;

/** The {@code filter} of the list of customers: by the start of a company's name or domain, which is all that is offered. */
record CustomerFilter(boolean byDomain, String value) {

    static CustomerFilter parse(String json) {
        try {
            return of(Fields.of(Json.mapper().readTree(json)));
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest(2000, "The filter is not JSON: " + e.getOriginalMessage());
        }
    }

    private static CustomerFilter of(Fields filter) {
        var operator = filter.lowerCase("Operator").orElse("");
        var field = filter.lowerCase("Field").orElse("");
        if (!operator.equals("starts_with") || !(field.equals("companyname") || field.equals("domain"))) {
            throw Refusal.badRequest(2000, "Customers can be filtered by CompanyName or Domain with starts_with only.");
        }
        return new CustomerFilter(field.equals("domain"), filter.text("Value").orElse(""));
    }
}
