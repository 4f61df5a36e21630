package io.tenantry.contract;

import io.tenantry.contract.BillingContractTerms.BillingPolicy;
import io.tenantry.contract.BillingContractTerms.ProcessRefunds;
import io.tenantry.contract.BillingContractTerms.Proration;
import io.tenantry.shared.Ids;
import io.tenantry.shared.Refused;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The terms on which a customer is billed, and when that happens next. */
@Entity
class BillingContract {

    enum Status {
        ACTIVE,
        INACTIVE
    }

    /** The next invoice date of a contract that is billed to its end. */
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    @Id
    private UUID id;

    private String number;
    private UUID customerId;
    private String name;

    @Enumerated(EnumType.STRING)
    private Status status;

    private LocalDate startDate;
    private @Nullable LocalDate endDate;
    private int frequencyMonths;

    @Enumerated(EnumType.STRING)
    private BillingPolicy billingPolicy;

    private String prorationRule;
    private int prorationRuleVersion;
    private int billingOffsetDays;
    private LocalDate nextInvoiceDate;
    private boolean invoiced;
    private int paymentTermsDays;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 3)
    private String currency;

    private UUID priceListId;
    private boolean allowConversion;

    @Column(precision = 7, scale = 4)
    private BigDecimal taxRate;

    private String taxName;
    private @Nullable UUID taxServiceId;

    @Enumerated(EnumType.STRING)
    private ProcessRefunds processRefunds;

    @Column(name = "is_default")
    private boolean isDefault;

    private @Nullable String billingContact;
    private @Nullable String billingEmail;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> moreRecipients;

    private @Nullable String language;
    private @Nullable UUID paymentProfileId;
    private boolean generatePdf;
    private boolean autoSendEmail;
    private boolean autoSyncAccounting;
    private boolean autoCharge;

    @Version
    private long version;

    protected BillingContract() {}

    /** What the terms refer to, found and checked. */
    record References(
            UUID priceListId, @Nullable UUID paymentProfileId, int prorationRuleVersion, @Nullable UUID taxServiceId) {}

    BillingContract(String number, UUID customerId, BillingContractTerms terms, References references) {
        this.id = Ids.next();
        this.number = number;
        this.customerId = customerId;
        this.status = Status.ACTIVE;
        take(terms, references);
        this.nextInvoiceDate = terms.nextInvoiceDate() == null ? firstInvoiceDate() : terms.nextInvoiceDate();
    }

    /**
     * Takes over new terms. Until the first invoice anything may change; afterwards the cycles are fixed, because
     * each is computed from the start date and has been billed once. With {@code beginsAnew} all of that is voided.
     */
    void change(BillingContractTerms terms, References references, boolean beginsAnew) {
        if (beginsAnew || !invoiced && nextInvoiceDate.equals(firstInvoiceDate())) {
            invoiced = false;
            take(terms, references);
            nextInvoiceDate = terms.nextInvoiceDate() == null ? firstInvoiceDate() : terms.nextInvoiceDate();
            return;
        }
        if (terms.cutOtherwise(startDate, frequencyMonths, billingPolicy, currency)) {
            throw new Refused(
                    "contract-billed",
                    "Billing contract " + number + " has been invoiced: its start date, frequency, policy and currency "
                            + "are fixed; end it and create another one");
        }
        if (invoiced) {
            terms.requireDatedTax(number, taxRate, taxServiceId != null);
        }
        var asked = terms.nextInvoiceDate();
        if (asked != null && !asked.equals(nextInvoiceDate)) {
            advanceTo(asked);
        } else {
            nextInvoiceDate = nextInvoiceDate(terms);
        }
        take(terms, references);
    }

    /**
     * Up to the earlier of the old and the new end, the cycles are the same; from there on they are looked at again. A
     * yearly contract from 2020-01-01 that ended on 2021-07-01 is billed to its end; extended, it is invoiced next on
     * 2021-07-02, for the rest of the year that its end had cut short.
     */
    private LocalDate nextInvoiceDate(BillingContractTerms terms) {
        var shift = terms.billingOffsetDays() - billingOffsetDays;
        var next = nextInvoiceDate.equals(NEVER) ? NEVER : nextInvoiceDate.plusDays(shift);
        if (Objects.equals(endDate, terms.endDate())) {
            return next;
        }
        return Stream.of(endDate, terms.endDate())
                .filter(Objects::nonNull)
                .map(end -> end.plusDays(terms.billingOffsetDays()))
                .reduce(next, (one, other) -> one.isBefore(other) ? one : other);
    }

    private void take(BillingContractTerms terms, References references) {
        name = terms.name().strip();
        startDate = terms.startDate();
        endDate = terms.endDate();
        frequencyMonths = terms.frequencyMonths();
        billingPolicy = terms.billingPolicy();
        charge(terms.proration(), references.prorationRuleVersion());
        billingOffsetDays = terms.billingOffsetDays();
        paymentTermsDays = terms.paymentTermsDays();
        currency = terms.currency();
        priceListId = references.priceListId();
        allowConversion = terms.allowConversion();
        taxRate = terms.taxRate();
        taxName = terms.taxName();
        taxServiceId = references.taxServiceId();
        processRefunds = terms.processRefunds();
        isDefault = terms.isDefault();
        billingContact = terms.billingContact();
        billingEmail = terms.billingEmail();
        moreRecipients = terms.moreRecipients();
        language = terms.language();
        paymentProfileId = references.paymentProfileId();
        automate(terms.toggles());
    }

    /** A new version of a rule is for new contracts: this one keeps its own until somebody names another. */
    private void charge(Proration proration, int chosen) {
        if (proration.version() != null || !proration.rule().equals(prorationRule)) {
            prorationRule = proration.rule();
            prorationRuleVersion = chosen;
        }
    }

    /** Decides anew what happens by itself after each invoice. */
    final void automate(AutomationToggles toggles) {
        generatePdf = toggles.generatePdf();
        autoSendEmail = toggles.autoSendEmail();
        autoSyncAccounting = toggles.autoSyncAccounting();
        autoCharge = toggles.autoCharge();
    }

    private LocalDate firstInvoiceDate() {
        return BillingContractTerms.firstInvoiceDate(startDate, billingPolicy, frequencyMonths, billingOffsetDays);
    }

    /** Its cycle is billed; the next one comes on a later day. */
    void advanceTo(LocalDate next) {
        if (next.isBefore(nextInvoiceDate)) {
            throw new Refused(
                    "invoice-date-runs-forward",
                    "Billing contract " + number + " is invoiced next on " + nextInvoiceDate + "; it cannot go back to "
                            + next);
        }
        nextInvoiceDate = next;
    }

    /** No cycle of it is billed any more. */
    void deactivate() {
        status = Status.INACTIVE;
        isDefault = false;
    }

    UUID id() {
        return id;
    }

    String number() {
        return number;
    }

    boolean isInvoiced() {
        return invoiced;
    }

    UUID customerId() {
        return customerId;
    }

    UUID priceListId() {
        return priceListId;
    }

    @Nullable
    UUID paymentProfileId() {
        return paymentProfileId;
    }

    @Nullable
    UUID taxServiceId() {
        return taxServiceId;
    }

    long version() {
        return version;
    }

    AutomationToggles toggles() {
        return new AutomationToggles(generatePdf, autoSendEmail, autoSyncAccounting, autoCharge);
    }

    /** What the contract's references are called by people. */
    record Names(
            String customerNumber,
            String customerLanguage,
            String priceList,
            @Nullable String paymentProfileNumber,
            @Nullable String taxService) {}

    BillingContractView view(Names names) {
        return new BillingContractView(
                id,
                number,
                customerId,
                names.customerNumber(),
                name,
                status.name(),
                startDate,
                endDate,
                frequencyMonths,
                billingPolicy.name(),
                prorationRule,
                prorationRuleVersion,
                billingOffsetDays,
                nextInvoiceDate,
                paymentTermsDays,
                currency,
                priceListId,
                names.priceList(),
                allowConversion,
                taxRate,
                taxName,
                names.taxService(),
                processRefunds.name(),
                isDefault,
                billingContact,
                billingEmail,
                moreRecipients,
                language == null ? names.customerLanguage() : language,
                names.paymentProfileNumber(),
                toggles(),
                version);
    }
}
