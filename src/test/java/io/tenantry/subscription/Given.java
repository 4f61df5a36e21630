package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.contract.AutomationToggles;
import io.tenantry.contract.BillingContractView;
import io.tenantry.customer.ProviderAccountView;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tests of this module start from. */
final class Given {

    static final UUID CUSTOMER = UUID.randomUUID();
    static final UUID ACCOUNT = UUID.randomUUID();
    static final Authorship AUTHOR = new Authorship("olga", Instant.parse("2025-03-03T09:00:00Z"));

    private Given() {}

    static LedgerCalendar itIs(String instant) {
        return itIs(instant, "UTC");
    }

    static LedgerCalendar itIs(String instant, String zone) {
        return new LedgerCalendar(new BusinessCalendar(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), zone));
    }

    static Price price(String amount) {
        return Price.of(Money.of(amount, "EUR"), "MONTHLY", 1);
    }

    static ProductView aProduct(@Nullable String behavior, @Nullable Integer window) {
        return new ProductView(
                UUID.randomUUID(),
                "partner-center",
                "CFQ7TTC0LFLX:0001",
                "Microsoft 365 E5",
                "Microsoft 365 E5",
                "Microsoft",
                "LICENSE",
                "STANDARD",
                behavior,
                window,
                true,
                0);
    }

    /** Ten seats at 12.00 EUR a month, for a year from 3 March 2025. */
    static Subscription tenSeats(ProductView product) {
        return tenSeats(product, LocalDate.parse("2025-03-03"));
    }

    static Subscription tenSeats(ProductView product, LocalDate start) {
        return tenSeats("SUB-000001", product, start);
    }

    static Subscription tenSeats(String number, ProductView product, LocalDate start) {
        var subscription = new Subscription(new SubscriptionDraft(
                number,
                "Microsoft 365 E5",
                new Owner(CUSTOMER, UUID.randomUUID(), UUID.randomUUID()),
                new AtProvider("partner-center", ACCOUNT, product.providerPartNumber(), null, null),
                product,
                new Commitment("P1Y", "MONTHLY", start, null, null, true),
                new Appearance(true, true, true),
                null,
                ChangeSource.PORTAL,
                null));
        subscription.append(
                "LCL-000001",
                LedgerEntry.asked(SubscriptionEvent.CREATE, start, "Ordered")
                        .by(10)
                        .to(product.id())
                        .at(price("12.00")),
                AUTHOR);
        return subscription;
    }

    static LicenseChange change(Subscription subscription, String number, LedgerEntry entry) {
        return subscription.append(number, entry, AUTHOR);
    }

    static LedgerEntry update(String effectiveDate) {
        return LedgerEntry.asked(SubscriptionEvent.UPDATE, LocalDate.parse(effectiveDate), "Because");
    }

    static BillingContractView aContractIn(String currency) {
        return new BillingContractView(
                UUID.randomUUID(),
                "BC-000001",
                CUSTOMER,
                "CUS-000001",
                "Contoso monthly",
                "ACTIVE",
                LocalDate.parse("2025-01-01"),
                null,
                1,
                "ADVANCE",
                "ACTUAL_MONTH",
                1,
                1,
                LocalDate.parse("2025-02-01"),
                14,
                currency,
                UUID.randomUUID(),
                "Retail " + currency,
                false,
                new BigDecimal("19"),
                "VAT",
                null,
                "USE_GLOBAL",
                true,
                null,
                null,
                List.of(),
                "en",
                null,
                new AutomationToggles(true, true, true, true),
                0);
    }

    static ProviderAccountView anAccountOf(@Nullable UUID customer) {
        return new ProviderAccountView(
                ACCOUNT,
                "PA-000001",
                "partner-center",
                "tenant-1",
                "Contoso",
                "contoso.com",
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                customer,
                customer == null ? null : "CUS-000001",
                null,
                null,
                null,
                0);
    }
}
