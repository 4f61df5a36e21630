package io.tenantry.subscription;

import io.tenantry.provider.EditedThere;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Tells providers of changes. No row is locked while a provider thinks: what it is about to be told is kept before, in a
 * transaction of its own, and until the call is over nobody can set the change aside. So the next change of the
 * subscription cannot overtake it.
 *
 * <p>A kill between two lines leaves the change marked as told: whoever repeats it knows that it is a repeat.
 */
@Service
public class Tellings {

    private final TellingRows rows;

    Tellings(TellingRows rows) {
        this.rows = rows;
    }

    /**
     * @param act speaks with the provider; must not touch the ledger
     * @throws ProviderRejected if it is refused, by the provider or by us because of what is there
     * @throws io.tenantry.shared.Refused if the change does not await provisioning any more
     */
    public <T> T tell(String changeNumber, Function<Telling, T> act) {
        var telling = rows.begin(changeNumber);
        try {
            var answer = act.apply(telling);
            rows.answered(changeNumber);
            return answer;
        } catch (ProviderUnavailable unavailable) {
            rows.unanswered(changeNumber, unavailable);
            throw unavailable;
        } catch (EditedThere edited) {
            rows.leftAlone(changeNumber, edited.held());
            throw edited.asRejection();
        } catch (RuntimeException refused) {
            rows.answered(changeNumber);
            throw refused;
        }
    }

    /**
     * Whether another order of ours, of the same product and quantity for the same tenant, may be at the provider while
     * nobody knows as what: then nothing that is there can be told to be the one or the other.
     */
    public boolean hasTwin(String changeNumber) {
        return rows.twins(changeNumber) > 0;
    }
}
