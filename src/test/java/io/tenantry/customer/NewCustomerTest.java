package io.tenantry.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.EmailAddress;
import io.tenantry.shared.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewCustomerTest {

    @Test
    void writesDomainsInLowerCase() {
        assertThat(customer(" Contoso.Example ").domain()).isEqualTo("contoso.example");
        assertThat(EmailAddress.of("AP@Contoso.example").domain()).isEqualTo("contoso.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"contoso", "https://contoso.example", "ap@contoso.example", "contoso..example", "-a.example", ""
            })
    void refusesWhatIsNoDomain(String domain) {
        assertThatThrownBy(() -> customer(domain))
                .isInstanceOf(Refused.class)
                .hasMessage("'" + domain + "' is no domain; write it like contoso.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail.com", "GMX.de", "outlook.com"})
    void refusesAPublicMailServiceAsADomain(String domain) {
        assertThatThrownBy(() -> customer(domain))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is a public mail service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ap", "ap@contoso", "@contoso.example", "a b@contoso.example", "ap@contoso.example\nBcc: x@y.z"})
    void refusesWhatIsNoAddress(String email) {
        assertThatThrownBy(() -> new NewContact("AP", email, true)).isInstanceOf(Refused.class);
    }

    private static NewCustomer customer(String domain) {
        return new NewCustomer("Contoso", domain, "US", "1 Main Street", "Seattle", "98101", "USD", " ");
    }
}
