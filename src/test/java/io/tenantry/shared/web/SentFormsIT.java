package io.tenantry.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.ScenarioTest;
import io.tenantry.shared.Refused;
import io.tenantry.shared.web.SentForms.Sent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** One effect for each form, whoever sends it again and however fast. */
class SentFormsIT extends ScenarioTest {

    @Autowired
    private SentForms forms;

    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger acts = new AtomicInteger();

    @Test
    void theSecondIsLedWhereTheFirstOneLedAndNothingIsDoneTwice() {
        var first = forms.once(sent("quantity=5"), this::act);
        var second = forms.once(sent("quantity=5"), this::act);

        assertThat(first).isEqualTo("/things/1");
        assertThat(second).isEqualTo("/things/1");
        assertThat(acts).hasValue(1);
    }

    @Test
    void aRefusalSpendsNothingSoTheFormIsCorrectedAndSentAgain() {
        assertThatThrownBy(() -> forms.once(sent("quantity=0"), () -> {
                    throw new Refused("too-few", "Order one at least");
                }))
                .hasMessage("Order one at least");

        assertThat(forms.once(sent("quantity=5"), this::act)).isEqualTo("/things/1");
    }

    @Test
    void somethingElseTypedIntoASpentFormIsAskedAboutAndNotDone() {
        forms.once(sent("quantity=5"), this::act);

        assertThatThrownBy(() -> forms.once(sent("quantity=7"), this::act))
                .isInstanceOf(SpentForm.class)
                .hasMessageContaining("was sent already and led to /things/1");
        assertThat(acts).hasValue(1);
    }

    @Test
    void aKeyIsItsSendersOwnAndEachPathsOwn() {
        forms.once(sent("quantity=5"), this::act);

        assertThat(as("somebody else", () -> forms.once(sent("quantity=5"), this::act)))
                .isEqualTo("/things/2");
        assertThat(forms.once(new Sent(key, "/other", "quantity=5"), this::act)).isEqualTo("/things/3");
    }

    @Test
    void tenAtTheSameTimeActOnceAndAreAllLedThere() throws Exception {
        var together = new CountDownLatch(10);
        Callable<String> send = () -> {
            together.countDown();
            together.await();
            return forms.once(sent("quantity=5"), this::slowly);
        };
        var people = Executors.newFixedThreadPool(10);
        try {
            var led = people.invokeAll(List.of(send, send, send, send, send, send, send, send, send, send));

            for (var each : led) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("/things/1");
            }
            assertThat(acts).hasValue(1);
        } finally {
            people.shutdownNow();
        }
    }

    /** A twin waits for one that is refused, and then does the work itself. */
    @Test
    void whenTheFirstIsRefusedItsTwinActs() throws Exception {
        var atWork = new CountDownLatch(1);
        var people = Executors.newFixedThreadPool(1);
        try {
            var first = people.submit(() -> forms.once(sent("quantity=5"), () -> {
                atWork.countDown();
                pause();
                throw new Refused("too-few", "Order one at least");
            }));
            atWork.await();

            assertThat(forms.once(sent("quantity=5"), this::act)).isEqualTo("/things/1");
            assertThatThrownBy(() -> first.get(30, TimeUnit.SECONDS)).hasMessageContaining("Order one at least");
        } finally {
            people.shutdownNow();
        }
    }

    private String act() {
        return "/things/" + acts.incrementAndGet();
    }

    private String slowly() {
        pause();
        return act();
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private Sent sent(String content) {
        return new Sent(key, "/things", content);
    }

    private static String as(String name, Supplier<String> act) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(name, "", "ROLE_OPERATOR"));
        try {
            return act.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
