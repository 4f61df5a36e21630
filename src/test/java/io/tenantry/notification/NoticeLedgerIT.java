package io.tenantry.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import io.tenantry.notification.NoticeLedger.State;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Once per key, whatever is repeated or rolled back. */
class NoticeLedgerIT extends ScenarioTest {

    @Autowired
    private NoticeLedger ledger;

    @Autowired
    private TransactionTemplate transaction;

    private final String key = "test:" + UUID.randomUUID();

    @Test
    void handsOutAClaimOnceUntilItIsKnownThatNothingWentOut() {
        var first = ledger.claim(key, "Subject");

        assertThat(first).isPresent();
        assertThat(ledger.claim(key, "Subject")).isEmpty();

        assertThat(ledger.settle(key, State.NOT_SENT)).isEqualTo(State.CLAIMED);
        assertThat(ledger.claim(key, "Subject")).isEqualTo(first);
    }

    @Test
    void neverTakesBackThatItWasSent() {
        ledger.claim(key, "Subject");
        ledger.settle(key, State.SENT);

        assertThat(ledger.settle(key, State.UNKNOWN)).isEqualTo(State.SENT);
        assertThat(ledger.settle(key, State.NOT_SENT)).isEqualTo(State.SENT);
        assertThat(ledger.claim(key, "Subject")).isEmpty();
    }

    @Test
    void remembersWhatTheStepThatWantedItRollsBack() {
        transaction.executeWithoutResult(step -> {
            ledger.claim(key, "Subject");
            ledger.settle(key, State.SENT);
            step.setRollbackOnly();
        });

        assertThat(ledger.claim(key, "Subject")).isEmpty();
    }

    @Test
    void letsAPersonSendAgainWhatNobodyKnowsUnderTheSameMessageId() {
        var first = ledger.claim(key, "Subject");
        ledger.settle(key, State.UNKNOWN);

        assertThat(ledger.claim(key, "Subject")).isEqualTo(first);
    }
}
