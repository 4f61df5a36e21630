package io.tenantry.postinvoice;

import com.helger.cii.d16b.CIID16BCrossIndustryInvoiceTypeMarshaller;
import com.helger.commons.error.list.ErrorList;
import com.helger.en16931.cii2ubl.CIIToUBL21Converter;
import com.helger.ubl21.UBL21Marshaller;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.BillingReferenceType;
import oasis.names.specification.ubl.schema.xsd.creditnote_21.CreditNoteType;
import oasis.names.specification.ubl.schema.xsd.invoice_21.InvoiceType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a Factur-X file says in UBL 2.1, the other syntax of EN 16931, as Peppol carries it. */
@Component
class Ubl {

    /** Loaded with the first invoice: an application that starts needs neither it nor its thousand classes. */
    private static final class Lazily {

        static final CIIToUBL21Converter CONVERTER = new CIIToUBL21Converter()
                .setCustomizationID("urn:cen.eu:en16931:2017")
                .setProfileID("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0")
                .setSwapQuantitySignIfNeeded(false)
                .setSwapPriceSignIfNeeded(false);

        private Lazily() {}
    }

    /** @param facturX as {@link FacturX} wrote it; both files are checked against their schemas by the tests alone */
    byte[] convert(byte[] facturX) {
        var errors = new ErrorList();
        var read = new CIID16BCrossIndustryInvoiceTypeMarshaller()
                .setUseSchema(false)
                .setCollectErrors(errors)
                .read(facturX);
        if (read == null) {
            throw new IllegalStateException("The Factur-X file cannot be read: " + errors);
        }
        var written = write(Lazily.CONVERTER.convertCIItoUBL(read, errors));
        if (written == null || errors.containsAtLeastOneError()) {
            throw new IllegalStateException("The Factur-X file cannot be said in UBL: " + errors);
        }
        return written;
    }

    private static byte @Nullable [] write(@Nullable Object converted) {
        if (converted instanceof CreditNoteType note) {
            note.getBillingReference().forEach(Ubl::nameInvoice);
            return UBL21Marshaller.creditNote().setUseSchema(false).getAsBytes(note);
        }
        return converted instanceof InvoiceType invoice
                ? UBL21Marshaller.invoice().setUseSchema(false).getAsBytes(invoice)
                : null;
    }

    /** A credit note corrects an invoice (BR-55); the converter takes what it corrects for a credit note too. */
    private static void nameInvoice(BillingReferenceType reference) {
        reference.setInvoiceDocumentReference(reference.getCreditNoteDocumentReference());
        reference.setCreditNoteDocumentReference(null);
    }
}
