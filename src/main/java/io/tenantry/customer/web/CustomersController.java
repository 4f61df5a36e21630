package io.tenantry.customer.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.customer.ContactView;
import io.tenantry.customer.CustomerView;
import io.tenantry.customer.Customers;
import io.tenantry.customer.NewContact;
import io.tenantry.customer.NewCustomer;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers", description = "Who is billed, and whose a tenant is")
class CustomersController {

    private final Customers customers;

    CustomersController(Customers customers) {
        this.customers = customers;
    }

    record CustomerBody(
            @NotBlank String name,
            @NotBlank String domain,
            @NotBlank String country,
            @NotBlank String street,
            @NotBlank String city,
            @NotBlank String postalCode,
            @NotBlank String currency,
            @Nullable String vatId,
            @Nullable String region,
            @Nullable String language) {

        NewCustomer facts() {
            return new NewCustomer(
                    name,
                    domain,
                    country,
                    street,
                    city,
                    postalCode,
                    currency,
                    vatId,
                    region,
                    language == null ? "en" : language);
        }
    }

    /** @param contact the primary one; may come later */
    record NewCustomerBody(
            @NotBlank String name,
            @NotBlank String domain,
            @NotBlank String country,
            @NotBlank String street,
            @NotBlank String city,
            @NotBlank String postalCode,
            @NotBlank String currency,
            @Nullable String vatId,
            @Nullable String region,
            @Nullable String language,
            @Valid @Nullable ContactBody contact) {

        NewCustomer facts() {
            return new NewCustomer(
                    name,
                    domain,
                    country,
                    street,
                    city,
                    postalCode,
                    currency,
                    vatId,
                    region,
                    language == null ? "en" : language);
        }
    }

    record ContactBody(@NotBlank String name, @NotBlank String email, @Nullable Boolean primary) {

        NewContact facts() {
            return new NewContact(name, email, Boolean.TRUE.equals(primary));
        }
    }

    /**
     * Which customers are asked for.
     *
     * @param search words of name, domain or number
     * @param domain just the one with this domain
     */
    record CustomerQuery(@Nullable String search, @Nullable String domain) {}

    @GetMapping
    @Operation(summary = "Customers by number, or those whose name, domain or number holds the searched words")
    ResponseEntity<Page<CustomerView>> search(@ParameterObject CustomerQuery query, @ParameterObject PageQuery page) {
        var domain = query.domain();
        if (domain != null) {
            var found = customers.findByDomain(domain).stream().toList();
            return Pages.ok(Page.of(found, page.paging(), found.size()));
        }
        var words = query.search();
        return Pages.ok(customers.search(words == null ? "" : words, page.paging()));
    }

    @GetMapping("/{number}")
    @Operation(summary = "A customer with its primary contact")
    ResponseEntity<CustomerView> get(@PathVariable String number) {
        var customer = customers.get(number);
        return ETags.ok(customer, customer.version());
    }

    @PostMapping
    @Operation(summary = "Open a customer")
    ResponseEntity<CustomerView> create(@Valid @RequestBody NewCustomerBody body) {
        var contact = body.contact();
        var customer = customers.create(body.facts(), contact == null ? null : contact.facts());
        return ETags.created("/api/v1/customers/" + customer.number(), customer, customer.version());
    }

    @PutMapping("/{number}")
    @Operation(summary = "Change a customer")
    ResponseEntity<CustomerView> change(
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody CustomerBody body) {
        var customer = customers.change(number, body.facts(), ETags.expected(ifMatch));
        return ETags.ok(customer, customer.version());
    }

    @GetMapping("/{number}/contacts")
    @Operation(summary = "A customer's contacts, the primary one first")
    List<ContactView> contacts(@PathVariable String number) {
        return customers.contacts(number);
    }

    @PostMapping("/{number}/contacts")
    @Operation(summary = "Add a contact; a first one, or one that asks to be, becomes the primary one")
    ResponseEntity<ContactView> addContact(@PathVariable String number, @Valid @RequestBody ContactBody body) {
        var contact = customers.addContact(number, body.facts());
        return ResponseEntity.created(URI.create("/api/v1/customers/" + number + "/contacts"))
                .body(contact);
    }

    @DeleteMapping("/{number}/contacts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a contact that is not the primary one")
    void removeContact(@PathVariable String number, @PathVariable UUID id) {
        customers.removeContact(number, id);
    }
}
