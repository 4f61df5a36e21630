package io.tenantry.sync;

import io.tenantry.provider.ProviderHinted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what providers tell us. A hint is stored before anything is done, and nothing is done about it but to have a
 * look soon: one sync for all hints that come until it begins. So a flood costs no more than the subscriptions that it
 * names, and late, repeated and out-of-order hints do no harm.
 */
@Service
public class ProviderHints {

    private final HintStore hints;
    private final ProviderSyncs syncs;

    ProviderHints(HintStore hints, ProviderSyncs syncs) {
        this.hints = hints;
        this.syncs = syncs;
    }

    @EventListener
    @Transactional
    public void keep(ProviderHinted hint) {
        if (hints.keep(hint)) {
            syncs.requestForHints(hint.provider());
        }
    }
}
