package io.tenantry.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.customer.MappingSuggestions.Signs;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** How much the reasons say together that a tenant is a customer's. */
class MappingSuggestionsTest {

    @Test
    void theDomainOfAContactAndANameThatIsHalfAlikeMake93() {
        var suggestion = MappingSuggestions.suggestion(signs(false, true, false, "0.50"));

        assertThat(suggestion.score()).isEqualTo(93);
        assertThat(suggestion.reasons())
                .containsExactly(
                        "It, or a contact of it, has the tenant's e-mail domain",
                        "Its name 'Contoso Ltd' is like the tenant's (0.50 of 1)");
    }

    @Test
    void theTaxIdIsTheStrongestReasonAndStillNoCertainty() {
        var suggestion = MappingSuggestions.suggestion(signs(true, true, true, "1.00"));

        assertThat(suggestion.score()).isEqualTo(99);
        assertThat(suggestion.reasons().get(0)).isEqualTo("Its tax id DE123456789 is the tenant's registration number");
    }

    @Test
    void aDomainThatOnlyBeginsTheSameSaysLittle() {
        assertThat(MappingSuggestions.suggestion(signs(false, false, true, "0.10"))
                        .score())
                .isEqualTo(40);
    }

    @Test
    void aNameThatIsHardlyAlikeIsNoReason() {
        var suggestion = MappingSuggestions.suggestion(signs(false, false, false, "0.25"));

        assertThat(suggestion.score()).isZero();
        assertThat(suggestion.reasons()).isEmpty();
    }

    private static Signs signs(boolean taxId, boolean domain, boolean firstPart, String likeness) {
        return new Signs(
                "CUS-000001",
                "Contoso Ltd",
                "contoso.com",
                "DE123456789",
                taxId,
                domain,
                firstPart,
                new BigDecimal(likeness));
    }
}
