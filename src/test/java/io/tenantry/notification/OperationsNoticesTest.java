package io.tenantry.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import io.tenantry.notification.NoticeLedger.State;
import io.tenantry.postinvoice.MailNotSent;
import io.tenantry.postinvoice.MailOutcomeUnknown;
import io.tenantry.postinvoice.Mailer;
import io.tenantry.postinvoice.Mailer.Message;
import io.tenantry.shared.PublicAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationsNoticesTest {

    private static final Message MAIL = new Message(
            "id-1@operations.tenantry",
            List.of("ops@reseller.example"),
            "Subject",
            "Text\n\nhttps://tenantry.example/cases/CASE-1\n",
            List.of());

    private final NoticeLedger ledger = mock();
    private final Mailer mailer = mock();
    private final OperationsNotices notices = new OperationsNotices(
            ledger,
            mailer,
            new OperationsProperties(List.of("ops@reseller.example")),
            new PublicAddress("https://tenantry.example", "8080"));

    @Test
    void claimsThenSendsThenSettles() {
        given(ledger.claim("key", "Subject")).willReturn(Optional.of("id-1@operations.tenantry"));

        notices.send("key", "Subject", "Text", "/cases/CASE-1");

        then(mailer).should().send(MAIL);
        then(ledger).should().settle("key", State.SENT);
    }

    @Test
    void sendsNothingThatWasSent() {
        given(ledger.claim("key", "Subject")).willReturn(Optional.empty());
        given(ledger.settle("key", State.UNKNOWN)).willReturn(State.SENT);

        notices.send("key", "Subject", "Text", "/cases/CASE-1");

        then(mailer).shouldHaveNoInteractions();
    }

    @Test
    void keepsThatTheServerDidNotTakeIt() {
        given(ledger.claim("key", "Subject")).willReturn(Optional.of("id-1@operations.tenantry"));
        willThrow(new MailNotSent("refused", new RuntimeException()))
                .given(mailer)
                .send(MAIL);

        assertThatThrownBy(() -> notices.send("key", "Subject", "Text", "/cases/CASE-1"))
                .isInstanceOf(MailNotSent.class);

        then(ledger).should().settle("key", State.NOT_SENT);
    }

    @Test
    void keepsThatNobodyKnows() {
        given(ledger.claim("key", "Subject")).willReturn(Optional.of("id-1@operations.tenantry"));
        willThrow(new MailOutcomeUnknown("broken")).given(mailer).send(MAIL);

        assertThatThrownBy(() -> notices.send("key", "Subject", "Text", "/cases/CASE-1"))
                .isInstanceOf(MailOutcomeUnknown.class);

        then(ledger).should().settle("key", State.UNKNOWN);
    }

    @Test
    void asksAPersonAfterACrashWhileSending() {
        given(ledger.claim("key", "Subject")).willReturn(Optional.empty());
        given(ledger.settle("key", State.UNKNOWN)).willReturn(State.CLAIMED);

        assertThatThrownBy(() -> notices.send("key", "Subject", "Text", "/cases/CASE-1"))
                .isInstanceOf(MailOutcomeUnknown.class)
                .hasMessageContaining("'Subject' was interrupted");

        then(mailer).shouldHaveNoInteractions();
    }

    @Test
    void wantsSomebodyOnTheList() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OperationsProperties(List.of()))
                .withMessageContaining("tenantry.operations.recipients");
        assertThat(new OperationsProperties(List.of("a@b.example")).recipients())
                .containsExactly("a@b.example");
    }
}
