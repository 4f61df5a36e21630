package io.tenantry.connector.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.connector.Environment;
import io.tenantry.connector.SandboxWorld;
import io.tenantry.connector.Settings;
import io.tenantry.connector.consent.Consents;
import io.tenantry.postinvoice.AccountingSystem;
import io.tenantry.postinvoice.AccountingSystem.Entry;
import io.tenantry.postinvoice.AccountingSystem.EntryLine;
import io.tenantry.postinvoice.AccountingSystem.Party;
import io.tenantry.postinvoice.PostingRejected;
import io.tenantry.postinvoice.SystemUnavailable;
import io.tenantry.shared.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same client against books that were written from the manual alone. */
class QuickBooksSandboxTest {

    private static final Party CONTOSO = new Party("CUS-000001", "Contoso GmbH", "ap@contoso.example");
    private static final Party FABRIKAM = new Party("CUS-000002", "O'Fabrikam \\ Sons", null);

    private static SandboxWorld world;

    private AccountingSystem accounting;

    @BeforeAll
    static void open() {
        world = new SandboxWorld();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void begin() {
        world.call("POST", "/reset", "");
        Consents consents = mock();
        given(consents.current(anyString(), anyString())).willReturn(Optional.empty());
        var settings = Settings.of(QuickBooksProperties.class, "tenantry.accounting", Map.of("base-url", world.url()));
        var configuration = new QuickBooksConfiguration();
        accounting = configuration.quickBooks(
                Settings.in(Environment.SANDBOX),
                settings,
                configuration.quickBooksToken(settings, consents, Clock.systemUTC()));
    }

    @Test
    void postsInvoicesAndCreatesEachCustomerOnce() {
        var first = accounting.post(entry("INV-000001", "post-1", CONTOSO));
        var second = accounting.post(entry("INV-000002", "post-2", CONTOSO));
        var other = accounting.post(entry("INV-000003", "post-3", FABRIKAM));
        accounting.post(entry("INV-000004", "post-4", FABRIKAM));

        assertThat(List.of(first.externalId(), second.externalId(), other.externalId()))
                .doesNotHaveDuplicates();
        assertThat(world.carriedOut("POST", "/v3/company/1/customer")).isEqualTo(2);
    }

    @Test
    void postsOncePerRequest() {
        var entry = entry("INV-000001", "post-1", CONTOSO);

        assertThat(accounting.post(entry)).isEqualTo(accounting.post(entry));
        assertThat(world.carriedOut("POST", "/v3/company/1/invoice")).isEqualTo(1);
    }

    @Test
    void postsOnceAlthoughTheFirstAnswerWasLost() {
        var entry = entry("INV-000001", "post-1", CONTOSO);
        world.fault("POST", "/v3/company/1/invoice", "\"TIMEOUT_AFTER\",\"times\":1");

        assertThatExceptionOfType(SystemUnavailable.class).isThrownBy(() -> accounting.post(entry));

        assertThat(accounting.post(entry).documentNumber()).isEqualTo("INV-000001");
    }

    @Test
    void findsTheInvoiceByItsNumberOnceTheRequestIsForgotten() {
        var first = accounting.post(entry("INV-000001", "post-1", CONTOSO));

        assertThat(accounting.post(entry("INV-000001", "another request", CONTOSO)))
                .isEqualTo(first);
        assertThatExceptionOfType(PostingRejected.class)
                .isThrownBy(() -> accounting.post(entry("INV-000001", "yet another", FABRIKAM)))
                .withMessageContaining("another customer's document");
    }

    @Test
    void postsACreditNoteAsACreditMemoOnce() {
        var first = accounting.post(entry("CRN-000001", "post-1", CONTOSO));
        var repeat = accounting.post(entry("CRN-000001", "post-1", CONTOSO));
        var forgotten = accounting.post(entry("CRN-000001", "another request", CONTOSO));

        assertThat(List.of(repeat, forgotten)).containsOnly(first);
        assertThat(first.documentNumber()).isEqualTo("CRN-000001");
        assertThat(world.carriedOut("POST", "/v3/company/1/creditmemo")).isEqualTo(1);
        assertThat(world.carriedOut("POST", "/v3/company/1/invoice")).isZero();
    }

    /** Two seats at 30.00, two at 31.00 for 21 of 31 days (42.00), and 19 % tax. */
    private static Entry entry(String number, String requestId, Party customer) {
        return new Entry(
                requestId,
                number.startsWith("CRN-") ? AccountingSystem.Kind.CREDIT_NOTE : AccountingSystem.Kind.INVOICE,
                number,
                LocalDate.parse("2026-12-01"),
                LocalDate.parse("2026-12-31"),
                customer,
                List.of(
                        new EntryLine("CFQ7:0001", "Microsoft 365 E5", 2, eur("30.00"), eur("60.00")),
                        new EntryLine("CFQ7:0002", "Teams Phone", 2, eur("31.00"), eur("42.00"))),
                eur("19.38"),
                eur("121.38"));
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
