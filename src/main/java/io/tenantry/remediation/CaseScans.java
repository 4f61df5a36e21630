package io.tenantry.remediation;

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
    private final ApplicationEventPublisher events;

    CaseScans(CaseBook book, ApplicationEventPublisher events) {
        this.book = book;
        this.events = events;
    }

    /** @return how many cases were opened */
    @Transactional
    public int scan() {
        var opened = 0;
        for (var symptom : Symptom.values()) {
            book.listenAgain(symptom);
            book.gone(symptom, MOST).forEach(number -> events.publishEvent(new CaseTouched(number)));
            for (var sighting : book.found(symptom, MOST)) {
                opened += book.open(symptom, sighting).isPresent() ? 1 : 0;
            }
        }
        return opened;
    }

    /** Opens a case for each of the symptoms that a thing shows right now, in the transaction in which it came to be. */
    @Transactional
    public void seen(String subject, Symptom... symptoms) {
        for (var symptom : symptoms) {
            book.shown(symptom, subject).ifPresent(sighting -> book.open(symptom, sighting));
        }
    }
}
