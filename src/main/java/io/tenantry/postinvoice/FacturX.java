package io.tenantry.postinvoice;

import io.tenantry.customer.CustomerView;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.IssuingCompanyView;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.util.Optional;
import org.mustangproject.BankDetails;
import org.mustangproject.Contact;
import org.mustangproject.Invoice;
import org.mustangproject.Item;
import org.mustangproject.Product;
import org.mustangproject.ReferencedDocument;
import org.mustangproject.SchemedID;
import org.mustangproject.TradeParty;
import org.mustangproject.ZUGFeRD.IExportableTransaction;
import org.mustangproject.ZUGFeRD.LineCalculator;
import org.mustangproject.ZUGFeRD.TransactionCalculator;
import org.mustangproject.ZUGFeRD.ZUGFeRD2PullProvider;
import org.springframework.stereotype.Component;

/** Writes an invoice for machines: Factur-X, which is EN 16931 in UN/CEFACT's Cross Industry Invoice. */
@Component
class FacturX {

    static final String FILE_NAME = "factur-x.xml";

    private static final String CREDIT_NOTE = "381";
    private static final String ONE_PIECE = "C62";
    private static final String BY_MAIL = "EM";
    private static final int DECIMALS_OF_THE_STANDARD = 2;

    /**
     * Empty if the standard cannot say the amounts: it has two decimals (BR-DEC-…), and KWD has three. Rounded, it would
     * not be the invoice.
     */
    Optional<byte[]> write(Paper paper) {
        if (!fits(paper.view())) {
            return Optional.empty();
        }
        var writer = new Writer(paper.view());
        writer.generateXML(invoice(paper));
        return Optional.of(writer.getXML());
    }

    private static boolean fits(InvoiceView invoice) {
        return invoice.lines().stream().allMatch(line -> fits(line.amount()))
                && invoice.taxes().stream().allMatch(group -> fits(group.net()) && fits(group.tax()))
                && fits(invoice.total());
    }

    private static boolean fits(Money amount) {
        return amount.amount().stripTrailingZeros().scale() <= DECIMALS_OF_THE_STANDARD;
    }

    private static Invoice invoice(Paper paper) {
        var view = paper.view();
        var period = paper.period();
        var invoice = new Invoice()
                .setNumber(paper.invoice().number())
                .setIssueDate(Date.valueOf(paper.invoice().issuedOn()))
                .setCurrency(view.total().currency().getCurrencyCode())
                .setReferenceNumber(view.customerNumber())
                .setContractReferencedDocument(new ReferencedDocument().setIssuerAssignedID(view.contractNumber()))
                .setSender(seller(paper))
                .setRecipient(buyer(paper))
                .setDeliveryAddress(at(paper.customer()))
                .setDetailedDeliveryPeriod(Date.valueOf(period.from()), Date.valueOf(period.lastDay()))
                .setPaymentReference(paper.invoice().number())
                .setPaymentTermDescription(paper.terms());
        if (paper.isCreditNote()) {
            invoice.setDocumentCode(CREDIT_NOTE);
        } else {
            invoice.setDueDate(Date.valueOf(paper.invoice().dueOn()));
        }
        if (view.correctsInvoice() != null) {
            invoice.addInvoiceReferencedDocument(new ReferencedDocument().setIssuerAssignedID(view.correctsInvoice()));
        }
        view.lines().forEach(line -> invoice.addItem(item(line, paper.texts())));
        return invoice;
    }

    private static Item item(InvoiceView.Line line, DocumentTexts texts) {
        var measure = LineMeasure.of(line);
        var product = new Product(line.description(), "", ONE_PIECE, line.taxRate());
        product.setTaxCategoryCode(line.taxCategory());
        if (!line.sku().isBlank()) {
            product.setSellerAssignedID(line.sku());
        }
        var item = new BilledItem(product, measure, line.amount());
        item.setId(Integer.toString(line.position()));
        item.setBasisQuantity(measure.baseQuantity());
        item.setDetailedDeliveryPeriod(
                Date.valueOf(line.servicePeriod().from()),
                Date.valueOf(line.servicePeriod().lastDay()));
        item.addNote(texts.measure(line));
        return item;
    }

    private static TradeParty seller(Paper paper) {
        var issuer = paper.issuer();
        var seller = new TradeParty(
                        issuer.name(), issuer.street(), issuer.postalCode(), issuer.city(), issuer.country())
                .setContact(new Contact(issuer.name(), null, issuer.email()))
                .addUriUniversalCommunicationID(new SchemedID(BY_MAIL, issuer.email()));
        if (isSubjectToTax(paper.view())) {
            seller.addVATID(issuer.vatId());
        } else {
            seller.setID(issuer.vatId());
        }
        if (!paper.isCreditNote() && !issuer.iban().isBlank()) {
            seller.addBankDetails(account(issuer, paper.view().total()));
        }
        return seller;
    }

    /** By SEPA for euros only. */
    private static BankDetails account(IssuingCompanyView issuer, Money total) {
        var account = new BankDetails(issuer.iban(), issuer.bic().isBlank() ? null : issuer.bic());
        return total.currency().getCurrencyCode().equals("EUR")
                ? account
                : account.setPaymentMeansCode("30").setPaymentMeansInformation("Credit transfer");
    }

    private static TradeParty buyer(Paper paper) {
        CustomerView customer = paper.customer();
        var buyer = at(customer).setID(customer.number());
        if (customer.contactName() != null || customer.contactEmail() != null) {
            buyer.setContact(new Contact(customer.contactName(), null, customer.contactEmail()));
        }
        if (customer.contactEmail() != null) {
            buyer.addUriUniversalCommunicationID(new SchemedID(BY_MAIL, customer.contactEmail()));
        }
        if (customer.vatId() != null && isSubjectToTax(paper.view())) {
            buyer.addVATID(customer.vatId());
        }
        return buyer;
    }

    private static TradeParty at(CustomerView customer) {
        return new TradeParty(
                customer.name(), customer.street(), customer.postalCode(), customer.city(), customer.country());
    }

    /** Where nothing is, no VAT id may be named (BR-O-02). */
    private static boolean isSubjectToTax(InvoiceView invoice) {
        return invoice.taxes().stream().noneMatch(group -> group.category().equals("O"));
    }

    /** An item whose amount was billed already. */
    private static final class BilledItem extends Item {

        private final Money amount;

        BilledItem(Product product, LineMeasure measure, Money amount) {
            super(product, measure.price(), measure.quantity());
            this.amount = amount;
        }

        @Override
        public LineCalculator getCalculation() {
            return new BilledLine(this);
        }
    }

    private static final class BilledLine extends LineCalculator {

        BilledLine(BilledItem item) {
            super(item);
            itemTotalNetAmount = item.amount.amount();
        }
    }

    /** Mustang's writer with the amounts as they were billed and the rates with all their decimals. */
    private static final class Writer extends ZUGFeRD2PullProvider {

        private final InvoiceView invoice;

        Writer(InvoiceView invoice) {
            this.invoice = invoice;
        }

        @Override
        protected TransactionCalculator createCalculator(IExportableTransaction transaction) {
            return new StoredAmounts(transaction, invoice);
        }

        @Override
        protected String vatFormat(BigDecimal rate) {
            var plain = rate.stripTrailingZeros();
            return plain.scale() <= DECIMALS_OF_THE_STANDARD ? super.vatFormat(rate) : plain.toPlainString();
        }

        /** Where nothing is subject to tax there is no rate either; Mustang leaves it out of the lines alone. */
        @Override
        public void generateXML(IExportableTransaction transaction) {
            super.generateXML(transaction);
            if (!isSubjectToTax(invoice)) {
                var text = new String(zugferdData, StandardCharsets.UTF_8);
                zugferdData = text.replaceAll("<ram:RateApplicablePercent>[0.]+</ram:RateApplicablePercent>", "")
                        .getBytes(StandardCharsets.UTF_8);
            }
        }

        /** As it was written; Mustang would parse it and write it once more to indent it. */
        @Override
        public byte[] getXML() {
            return zugferdData;
        }
    }
}
