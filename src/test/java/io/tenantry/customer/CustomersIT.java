package io.tenantry.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.shared.csv.FileRefused;
import io.tenantry.shared.csv.RowError;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Customers and their files against the real database. */
class CustomersIT extends ScenarioTest {

    private static final String HEADER =
            "name,domain,contact_name,contact_email,country,street,city,postal_code,currency,vat_id\n";

    @Autowired
    private Customers customers;

    @Autowired
    private CustomerFiles files;

    @Autowired
    private AuditTrail audit;

    private String domain;

    @BeforeEach
    void takeADomainOfOnesOwn() {
        domain = "c" + UUID.randomUUID().toString().substring(0, 8) + ".example";
    }

    @Test
    void opensACustomerWithItsPrimaryContact() {
        var customer = customers.create(facts("Contoso Ltd"), contact("ap@" + domain));

        assertThat(customer.number()).matches("CUS-\\d{6}");
        assertThat(customer.contactEmail()).isEqualTo("ap@" + domain);
        assertThat(customers.get(customer.id())).isEqualTo(customer);
        assertThat(customers.search(domain.toUpperCase(), Paging.first()).items())
                .containsExactly(customer);
        assertThat(audit.of(customer.number())).extracting("action").containsExactly("customer-created");
    }

    @Test
    void refusesASecondCustomerOfADomain() {
        var first = customers.create(facts("Contoso Ltd"), null);

        assertThatThrownBy(() -> customers.create(facts("Contoso again"), null))
                .isInstanceOf(Conflict.class)
                .hasMessage("Domain " + domain + " belongs to customer " + first.number() + " already");
    }

    @Test
    void refusesAnUnknownCurrencyAndLeavesNothing() {
        assertThatThrownBy(() -> customers.create(
                        new NewCustomer("Contoso", domain, "US", "1 Main", "Seattle", "98101", "XYZ", null), null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Currency 'XYZ' is not an ISO 4217 code");
        assertThat(customers.findByDomain(domain)).isEmpty();
    }

    @Test
    void changesOnlyWhatTheCallerHasSeen() {
        var customer = customers.create(facts("Contoso Ltd"), null);

        var changed = customers.change(customer.number(), facts("Contoso Inc"), customer.version());

        assertThat(changed.name()).isEqualTo("Contoso Inc");
        assertThat(changed.version()).isGreaterThan(customer.version());
        assertThatThrownBy(() -> customers.change(customer.number(), facts("Contoso AG"), customer.version()))
                .isInstanceOf(Stale.class)
                .hasMessageStartingWith("Customer " + customer.number() + " was changed since you read it");
    }

    @Test
    void movesThePrimaryContactAndTellsWhoeverHoldsTheCustomer() {
        var customer = customers.create(facts("Contoso Ltd"), contact("ap@" + domain));

        var cfo = customers.addContact(customer.number(), new NewContact("CFO", "cfo@" + domain, true));

        var after = customers.get(customer.number());
        assertThat(after.contactEmail()).isEqualTo("cfo@" + domain);
        assertThat(after.version()).isGreaterThan(customer.version());
        assertThat(customers.contacts(customer.number()))
                .extracting(ContactView::email)
                .containsExactly("cfo@" + domain, "ap@" + domain);
        assertThatThrownBy(() -> customers.removeContact(customer.number(), cfo.id()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is the primary contact");
    }

    @Test
    void removesAContactThatIsNotThePrimaryOne() {
        var customer = customers.create(facts("Contoso Ltd"), contact("ap@" + domain));
        var other = customers.addContact(customer.number(), new NewContact("IT", "it@" + domain, false));

        customers.removeContact(customer.number(), other.id());

        assertThat(customers.contacts(customer.number()))
                .extracting(ContactView::email)
                .containsExactly("ap@" + domain);
    }

    @Test
    void loadsTheDemoFileAndAgainWithoutAChange() {
        var first = files.load(CustomersIT.class.getResourceAsStream("/demo/customers.csv"));

        var again = files.load(CustomersIT.class.getResourceAsStream("/demo/customers.csv"));

        assertThat(first.added() + first.changed() + first.unchanged()).isEqualTo(8);
        assertThat(again).isEqualTo(new LoadedCustomers(0, 0, 8));
        assertThat(customers.findByDomain("fabrikam.example")).hasValueSatisfying(fabrikam -> {
            assertThat(fabrikam.street()).isEqualTo("Hauptstraße 12");
            assertThat(fabrikam.vatId()).isEqualTo("DE811569869");
            assertThat(fabrikam.contactEmail()).isEqualTo("ap@fabrikam.example");
        });
    }

    @Test
    void takesOverWhatAFileSaysAnewAndKeepsTheNumber() {
        files.load(file(row("Contoso Ltd", "ap@" + domain, "US", "USD")));
        var before = customers.findByDomain(domain).orElseThrow();

        var loaded = files.load(file(row("Contoso Inc", "billing@" + domain, "US", "USD")));

        assertThat(loaded).isEqualTo(new LoadedCustomers(0, 1, 0));
        var after = customers.findByDomain(domain).orElseThrow();
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.name()).isEqualTo("Contoso Inc");
        assertThat(after.contactEmail()).isEqualTo("billing@" + domain);
        assertThat(customers.contacts(after.number()))
                .extracting(ContactView::email)
                .containsExactly("billing@" + domain, "ap@" + domain);
        assertThat(audit.of(after.number()))
                .extracting("action")
                .containsExactly("customer-created", "customer-changed");
    }

    @Test
    void refusesAWholeFileForItsBadRowsAndNamesEach() {
        var refused = catchThrowableOfType(
                FileRefused.class,
                () -> files.load(file(row("Contoso Ltd", "ap@" + domain, "US", "USD")
                        + row("Contoso Twin", "ap@" + domain, "US", "USD")
                        + row("", "nobody", "Germany", "EURO").replace(domain, "gmail.com"))));

        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        new RowError(3, "domain", "Duplicate of line 2 (" + domain + "); remove one of them"),
                        new RowError(
                                4,
                                "domain",
                                "gmail.com is a public mail service, where anybody can have a mailbox; "
                                        + "give the customer's own domain"),
                        new RowError(
                                4, "contact_email", "'nobody' is no e-mail address; write it like ap@contoso.example"),
                        new RowError(
                                4, "country", "Country 'Germany' is not an ISO 3166 code; use two capitals such as DE"),
                        new RowError(
                                4,
                                "currency",
                                "Currency 'EURO' is not an ISO 4217 code; use three capitals such as EUR"),
                        new RowError(4, "name", "'name' is empty; fill it in"));
        assertThat(customers.findByDomain(domain)).isEmpty();
    }

    private NewCustomer facts(String name) {
        return new NewCustomer(name, domain, "US", "1 Main Street", "Seattle", "98101", "USD", null);
    }

    private static NewContact contact(String email) {
        return new NewContact("Accounts Payable", email, true);
    }

    private String row(String name, String email, String country, String currency) {
        return String.join(",", name, domain, "AP", email, country, "1 Main Street", "Seattle", "98101", currency, "")
                + "\n";
    }

    private static InputStream file(String rows) {
        return new ByteArrayInputStream((HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }
}
