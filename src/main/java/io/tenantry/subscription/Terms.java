package io.tenantry.subscription;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How terms go on and end with the days. A term that renews rolls on at its end, and its window for reductions opens
 * again; one that does not renew expires, and its billing ends with it.
 */
@Service
@Transactional
public class Terms {

    private final Ledger ledger;
    private final Renewals renewals;
    private final Expiries expiries;
    private final TermViews views;

    Terms(Ledger ledger, Renewals renewals, Expiries expiries, TermViews views) {
        this.ledger = ledger;
        this.renewals = renewals;
        this.expiries = expiries;
        this.views = views;
    }

    @Transactional(readOnly = true)
    public TermView of(String subscriptionNumber) {
        return views.of(ledger.subscription(subscriptionNumber));
    }

    /**
     * Rolls on the terms that ended before today and renew, into what was instructed or as they are. Repeating it does
     * nothing.
     *
     * @return numbers of the subscriptions that renewed
     */
    public List<String> rollOn() {
        return renewals.rollOn();
    }

    /**
     * Ends the subscriptions whose term ended before today and does not renew; they are billed up to its last day.
     * Repeating it does nothing.
     *
     * @return numbers of the subscriptions that expired
     */
    public List<String> expire() {
        return expiries.expire();
    }
}
