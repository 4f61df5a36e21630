package io.tenantry.remediation;

import io.tenantry.shared.AuditFact;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds what no event told of, and what is gone although no event said so. One statement for each symptom, over
 * everything at once; so many cases at the most each time, the rest comes with the next scan.
 */
@Service
public class CaseScans {

    private static final int MOST = 200;

    private final CaseBook book;
    private final CaseWatch watch;
    private final ApplicationEventPublisher events;

    CaseScans(CaseBook book, CaseWatch watch, ApplicationEventPublisher events) {
        this.book = book;
        this.watch = watch;
        this.events = events;
    }

    /** @return how many cases were opened */
    @Transactional
    public int scan() {
        watch.abandoned(MOST).forEach(this::takeUpAgain);
        var opened = 0;
        for (var symptom : Symptom.values()) {
            book.listenAgain(symptom);
            watch.gone(symptom, MOST).forEach(number -> events.publishEvent(new CaseTouched(number)));
            for (var sighting : book.found(symptom, MOST)) {
                opened += book.open(symptom, sighting).isPresent() ? 1 : 0;
            }
        }
        return opened;
    }

    private void takeUpAgain(String number) {
        events.publishEvent(new AuditFact(
                number, "case-taken-up-again", "Its process was gone without having closed it", Map.of()));
        events.publishEvent(new CaseOpened(number));
    }

    /** Opens a case for each of the symptoms that a thing shows right now, in the transaction in which it came to be. */
    @Transactional
    public void seen(String subject, Symptom... symptoms) {
        for (var symptom : symptoms) {
            book.shown(symptom, subject).ifPresent(sighting -> book.open(symptom, sighting));
        }
    }
}
