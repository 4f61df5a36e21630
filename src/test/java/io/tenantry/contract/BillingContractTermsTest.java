package io.tenantry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.contract.BillingContractTerms.BillingPolicy;
import io.tenantry.contract.BillingContractTerms.ProcessRefunds;
import io.tenantry.contract.BillingContractTerms.Proration;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingContractTermsTest {

    @Test
    void keepsEachRecipientOnce() {
        var terms = terms("2026-01-01", "", 1, 14, "19", "en", List.of("a@b.example", " a@b.example", "c@d.example"));

        assertThat(terms.moreRecipients()).containsExactly("a@b.example", "c@d.example");
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31, '',         1,  14, 19,      en, Start date 1999-12-31 is not between 2000-01-01 and 2100-01-01",
        "2100-01-01, '',         1,  14, 19,      en, Start date 2100-01-01 is not between 2000-01-01 and 2100-01-01",
        "2026-01-01, 2026-01-01, 1,  14, 19,      en, End date 2026-01-01 is not after the start date 2026-01-01",
        "2026-01-01, '',         61, 14, 19,      en, Billing offset of 61 days is not between -60 and 60",
        "2026-01-01, '',        -61, 14, 19,      en, Billing offset of -61 days is not between -60 and 60",
        "2026-01-01, '',         1,  -1, 19,      en, Payment terms of -1 days is not between 0 and 365",
        "2026-01-01, '',         1, 366, 19,      en, Payment terms of 366 days is not between 0 and 365",
        "2026-01-01, '',         1,  14, -1,      en, Tax rate -1 is not between 0 and 100 with 4 decimals at most",
        "2026-01-01, '',         1,  14, 100.1,   en, Tax rate 100.1 is not between 0 and 100 with 4 decimals at most",
        "2026-01-01, '',         1,  14, 7.00001, en, Tax rate 7.00001 is not between 0 and 100 with 4 decimals at most",
        "2026-01-01, '',         1,  14, 19,      fr, 'Language ''fr'' is not one of [en, de]'",
    })
    void refusesWhatCannotBeBilled(
            String start, String end, int offset, int payable, String tax, String language, String message) {
        assertThatThrownBy(() -> terms(start, end, offset, payable, tax, language, List.of()))
                .isInstanceOf(Refused.class)
                .hasMessage(message);
    }

    @Test
    void refusesARecipientThatIsNoAddress() {
        assertThatThrownBy(() -> terms("2026-01-01", "", 1, 14, "19", "en", List.of("somebody")))
                .isInstanceOf(Refused.class)
                .hasMessage("'somebody' is no e-mail address; write it like ap@contoso.example");
    }

    private static BillingContractTerms terms(
            String start, String end, int offset, int payable, String tax, String language, List<String> recipients) {
        return new BillingContractTerms(
                "Contoso-CSP-Monthly",
                LocalDate.parse(start),
                end.isEmpty() ? null : LocalDate.parse(end),
                1,
                BillingPolicy.ADVANCE,
                Proration.DEFAULT,
                offset,
                null,
                payable,
                "EUR",
                null,
                false,
                new BigDecimal(tax),
                "VAT",
                null,
                ProcessRefunds.USE_GLOBAL,
                true,
                null,
                null,
                recipients,
                language,
                null,
                new AutomationToggles(true, true, true, true));
    }
}
