package io.tenantry.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tenantry.ScenarioTest;
import io.tenantry.audit.AuditTrail;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tenants and whose they are, against the real database. A provider of the test's own keeps other stories out. */
class ProviderAccountsIT extends ScenarioTest {

    @Autowired
    private ProviderAccounts accounts;

    @Autowired
    private Customers customers;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    private String provider;
    private String domain;

    @BeforeEach
    void takeAProviderOfOnesOwn() {
        var unique = UUID.randomUUID().toString().substring(0, 8);
        provider = "provider-" + unique;
        domain = "t" + unique + ".example";
        jdbc.sql("insert into provider (name, kind, display_name, capabilities) values (:name, 'MANUAL', :name, '{}')")
                .param("name", provider)
                .update();
    }

    @Test
    void keepsEachTenantOnceHoweverOftenItIsSeen() {
        var seen = List.of(tenant("T1", "Contoso", domain), tenant("T2", "Fabrikam", "f" + domain));

        assertThat(accounts.record(seen)).isEqualTo(2);
        assertThat(accounts.record(seen)).isZero();
        assertThat(accounts.record(List.of(tenant("T1", "Contoso", domain), tenant("T1", "Contoso", domain))))
                .isZero();
        assertThat(find("T1").number()).matches("PA-\\d{6}");
        assertThat(audit.of(find("T1").number())).extracting("action").containsExactly("provider-account-discovered");
    }

    @Test
    void takesOverANewNameAndKeepsTheMapping() {
        var customer = customer(domain);
        accounts.record(List.of(tenant("T1", "Contoso", domain)));
        accounts.matchByDomain(find("T1").number());

        accounts.record(List.of(tenant("T1", "Contoso Holding", "New-" + domain)));

        var after = find("T1");
        assertThat(after.name()).isEqualTo("Contoso Holding");
        assertThat(after.domain()).isEqualTo("new-" + domain);
        assertThat(after.customerNumber()).isEqualTo(customer.number());
    }

    @Test
    void matchesTheOneCustomerOfTheDomain() {
        var customer = customer(domain);
        accounts.record(List.of(tenant("T1", "Contoso", domain)));

        var matched = accounts.matchByDomain(find("T1").number());

        assertThat(matched).contains(customer.number());
        assertThat(find("T1")).satisfies(account -> {
            assertThat(account.customerNumber()).isEqualTo(customer.number());
            assertThat(account.mappedBy()).isEqualTo("system");
            assertThat(account.mappingReason())
                    .isEqualTo("E-mail domain " + domain + " is that of " + customer.number() + " alone");
        });
        assertThat(accounts.mapped(provider)).containsExactly(find("T1"));
    }

    @Test
    void matchesTheDomainOfAnyContact() {
        var customer = customer("other-" + domain);
        customers.addContact(customer.number(), new NewContact("Someone", "someone@" + domain.toUpperCase(), false));
        accounts.record(List.of(tenant("T1", "Contoso", domain)));

        assertThat(accounts.matchByDomain(find("T1").number())).contains(customer.number());
    }

    @Test
    void doesNotGuessByTheFirstPartOfAnOnmicrosoftDomain() {
        customer(domain);
        accounts.record(List.of(tenant("T1", "Contoso", domain.replace(".example", ".onmicrosoft.com"))));

        assertThat(accounts.matchByDomain(find("T1").number())).isEmpty();
        assertThat(find("T1").customerNumber()).isNull();
    }

    @Test
    void doesNotChooseAmongSeveralCustomers() {
        customer(domain);
        var other = customer("other-" + domain);
        customers.addContact(other.number(), new NewContact("Someone", "someone@" + domain, false));
        accounts.record(List.of(tenant("T1", "Contoso", domain)));

        assertThat(accounts.matchByDomain(find("T1").number())).isEmpty();
    }

    @Test
    void doesNotTakeAMailboxAtAPublicServiceForAProof() {
        var customer = customer(domain);
        customers.addContact(customer.number(), new NewContact("Owner", provider + "@gmail.com", false));
        accounts.record(List.of(tenant("T1", "Stranger", "gmail.com")));

        assertThat(accounts.matchByDomain(find("T1").number())).isEmpty();
    }

    @Test
    void mapsByAPersonsDecisionOnce() {
        var customer = customer(domain);
        var other = customer("other-" + domain);
        accounts.record(List.of(tenant("T1", "Contoso", "unknown-" + domain)));
        var number = find("T1").number();

        var mapped = accounts.map(number, customer.number(), "Contract signed on paper");
        var again = accounts.map(number, customer.number(), "Said twice");

        assertThat(mapped.mappingReason()).isEqualTo("Contract signed on paper");
        assertThat(again).isEqualTo(mapped);
        assertThatThrownBy(() -> accounts.map(number, other.number(), "Mistake"))
                .isInstanceOf(Conflict.class)
                .hasMessage("Provider account " + number + " belongs to " + customer.number()
                        + " already and cannot be mapped to " + other.number());
        assertThatThrownBy(() -> accounts.map(number, customer.number(), " ")).isInstanceOf(Refused.class);
        assertThat(audit.of(number))
                .extracting("action", "reason")
                .containsExactly(
                        tuple("provider-account-discovered", ""),
                        tuple("provider-account-mapped", "Contract signed on paper"));
    }

    @Test
    void givesATenantToOneOfTwoWhoMapItAtOnce() throws Exception {
        var one = customer(domain).number();
        var other = customer("other-" + domain).number();
        accounts.record(List.of(tenant("T1", "Contoso", "unknown-" + domain)));
        var number = find("T1").number();
        var threads = Executors.newFixedThreadPool(2);
        try {
            var maps = threads.invokeAll(List.of(
                    () -> outcome(() -> accounts.map(number, one, "Mine")),
                    () -> outcome(() -> accounts.map(number, other, "Mine"))));

            assertThat(List.of(maps.get(0).get(), maps.get(1).get())).containsExactlyInAnyOrder("mapped", "refused");
        } finally {
            threads.shutdownNow();
        }
        assertThat(audit.of(number)).extracting("action").containsOnlyOnce("provider-account-mapped");
    }

    private static String outcome(Runnable mapping) {
        try {
            mapping.run();
            return "mapped";
        } catch (Conflict | OptimisticLockingFailureException refused) {
            return "refused";
        }
    }

    @Test
    void showsWhatIsUnmapped() {
        customer(domain);
        accounts.record(List.of(tenant("T1", "Contoso", domain), tenant("T2", "Stranger", "unknown-" + domain)));
        accounts.matchByDomain(find("T1").number());

        var unmapped = accounts.search(domain, false, new Paging(0, 200));

        assertThat(unmapped.items()).contains(find("T2")).doesNotContain(find("T1"));
        assertThat(accounts.search(domain, true, new Paging(0, 200)).items()).contains(find("T1"));
        assertThat(accounts.search(domain.toUpperCase(), null, new Paging(0, 200))
                        .items())
                .contains(find("T1"), find("T2"));
    }

    @Test
    void listsTheMappedTenantsOfAProviderAndOfACustomer() {
        var customer = customer(domain);
        accounts.record(List.of(tenant("T1", "A", domain), tenant("T2", "B", domain), tenant("T3", "C", domain)));
        accounts.map(find("T1").number(), customer.number(), "Known");
        accounts.map(find("T3").number(), customer.number(), "Known");
        var numbers = accounts.mapped(provider).stream()
                .map(ProviderAccountView::number)
                .toList();

        assertThat(numbers).containsExactly(find("T1").number(), find("T3").number());
        assertThat(accounts.of(customer.id()))
                .extracting(ProviderAccountView::number)
                .containsExactlyElementsOf(numbers);
    }

    @Test
    void theDatabaseKeepsTheAuditAsItIs() {
        accounts.record(List.of(tenant("T1", "Contoso", domain)));

        assertThatThrownBy(() -> jdbc.sql("delete from audit_entry where subject = :subject")
                        .param("subject", find("T1").number())
                        .update())
                .hasMessageContaining("written once and never changed");
    }

    private TenantFound tenant(String tenantId, String name, String tenantDomain) {
        return new TenantFound(provider, tenantId, name, tenantDomain);
    }

    private ProviderAccountView find(String tenantId) {
        return accounts.find(provider, tenantId).orElseThrow();
    }

    private CustomerView customer(String itsDomain) {
        return customers.create(
                new NewCustomer("Contoso", itsDomain, "US", "1 Main Street", "Seattle", "98101", "USD", null), null);
    }
}
