package io.tenantry.shared.web;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.Sha256;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a form that creates something safe to send twice, by a double click or by Back and Send again: the effect happens
 * once, and whoever sends it again is led where the first one led.
 *
 * <p>A form brings a key that was made when its page was shown. Where it led is kept in the same transaction as the effect,
 * beside the answers to calls with an {@code Idempotency-Key}; so a form that was refused, or that broke off, has spent
 * nothing and may be corrected and sent again. A key is its sender's own, and each form's: the same key sent by somebody
 * else, or to another path, is another key.
 */
@Component
public class SentForms {

    private static final int LOOKS = 50;
    private static final long PAUSE_MILLIS = 100;

    private final RememberedAnswers answers;
    private final CurrentActor actor;
    private final TransactionTemplate transaction;

    SentForms(RememberedAnswers answers, CurrentActor actor, PlatformTransactionManager transactions) {
        this.answers = answers;
        this.actor = actor;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A form as it came.
     *
     * @param key made when its page was shown
     * @param path that it was sent to
     * @param content all that was typed
     */
    public record Sent(String key, String path, String content) {

        private String fingerprint() {
            return Sha256.of(content);
        }
    }

    /**
     * Acts, unless the same form did already; a twin that is at work is waited for.
     *
     * @param act what the form does; says to which path it leads
     * @return where the first one led
     * @throws SpentForm if the form was sent before with other words in it
     * @throws Conflict if its twin is still at work after some seconds
     */
    public String once(Sent form, Supplier<String> act) {
        var key = new RememberedAnswers.Key(actor.name(), "form " + Sha256.of(form.key() + " " + form.path()));
        for (var look = 0; look < LOOKS; look++) {
            var led = attempt(key, form, act);
            if (led.isPresent()) {
                return led.get();
            }
            // No connection is held meanwhile: impatient twins would keep them from the one that works.
            pause();
        }
        throw new Conflict("form-in-flight", "The same form is at work already; send it again in a moment");
    }

    /** @return empty while a twin holds the key */
    private Optional<String> attempt(RememberedAnswers.Key key, Sent form, Supplier<String> act) {
        var led = transaction.execute(
                status -> answers.take(key) ? Optional.of(first(key, form, act)) : Optional.<String>empty());
        return led == null ? Optional.empty() : led;
    }

    private String first(RememberedAnswers.Key key, Sent form, Supplier<String> act) {
        var known = answers.find(key);
        if (known.isPresent()) {
            return known.get().ledTo(form.fingerprint());
        }
        var place = act.get();
        answers.remember(key, RememberedAnswer.leadingTo(place, form.fingerprint()));
        return place;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Conflict("form-in-flight", "The same form is at work already; look at what it led to");
        }
    }
}
