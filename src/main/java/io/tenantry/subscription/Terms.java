package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How terms go on and end with the days. A term that renews rolls on at its end, and its window for reductions opens
 * again; one that does not renew expires, and its billing ends with it.
 *
 * <p>Each subscription is a transaction of its own: one that cannot go on says so in its audit trail and is looked at
 * again the next day, and stops no other.
 */
@Service
public class Terms {

    private static final Logger LOG = LoggerFactory.getLogger(Terms.class);

    private final Ledger ledger;
    private final Renewals renewals;
    private final Expiries expiries;
    private final TermViews views;
    private final LedgerTrail trail;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate alone;

    Terms(
            Ledger ledger,
            Renewals renewals,
            Expiries expiries,
            TermViews views,
            LedgerTrail trail,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.renewals = renewals;
        this.expiries = expiries;
        this.views = views;
        this.trail = trail;
        this.events = events;
        alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Transactional(readOnly = true)
    public TermView of(String subscriptionNumber) {
        return views.of(ledger.subscription(subscriptionNumber));
    }

    /**
     * Rolls on the terms that ended before today and renew, into what was instructed or as they are. What the provider
     * tells by itself is left to it for two days. Repeating it does nothing.
     *
     * @return numbers of the subscriptions that renewed
     */
    public List<String> rollOn() {
        return each(renewals::due, renewals::rollOn);
    }

    /**
     * Ends the subscriptions whose term ended before today and does not renew; they are billed up to its last day.
     * What the provider tells by itself is left to it for two days. Repeating it does nothing.
     *
     * @return numbers of the subscriptions that expired
     */
    public List<String> expire() {
        return each(expiries::due, expiries::expire);
    }

    /** @param due the next numbers after one; empty at the end */
    private List<String> each(Function<String, List<String>> due, Predicate<String> act) {
        var done = new ArrayList<String>();
        var numbers = due.apply("");
        while (!numbers.isEmpty()) {
            numbers.stream().filter(number -> settle(number, act)).forEach(done::add);
            numbers = due.apply(numbers.get(numbers.size() - 1));
        }
        return done;
    }

    /**
     * The same for one subscription, right now.
     *
     * @return whether its term went on or ended; not if it is not its day
     * @throws Refused if it still cannot; then nothing is written
     */
    @Transactional
    public boolean settle(String number) {
        return renewals.rollOn(number) || expiries.expire(number);
    }

    private boolean settle(String number, Predicate<String> act) {
        try {
            return Boolean.TRUE.equals(alone.execute(status -> act.test(number)));
        } catch (Refused | DataAccessException stopped) {
            var words = String.valueOf(stopped.getMessage());
            LOG.warn("The term of {} could not go on: {}", number, words);
            alone.executeWithoutResult(status -> {
                trail.acted(number, "term-not-settled", words, Map.of());
                events.publishEvent(new TermNotSettled(number, words));
            });
            return false;
        }
    }
}
