package io.tenantry.invoicing;

import io.tenantry.shared.Refused;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * What a run says of a contract that it sets aside because something went wrong. A refusal names its own fix; anything
 * else is logged with its stack trace, and the run names the contract and where to find the cause.
 */
final class SetAside {

    private static final Logger log = LoggerFactory.getLogger(SetAside.class);

    private SetAside() {}

    /** What could not be computed. */
    static RunVerdict uncomputed(ContractFacts facts, RuntimeException broken) {
        if (broken instanceof Refused) {
            return RunVerdict.setAside(said(broken));
        }
        var contract = facts.terms().contract().number();
        log.error("Contract {} could not be computed", contract, broken);
        return RunVerdict.setAside("Contract " + contract + " could not be computed: " + said(broken)
                + "; an operator finds the cause in the log");
    }

    /** What was computed and refused by the database. */
    static RunVerdict unwritten(ContractFacts facts, DataIntegrityViolationException refused) {
        var contract = facts.terms().contract().number();
        log.error("Contract {} could not be written", contract, refused);
        return RunVerdict.setAside("Contract " + contract + " could not be written, and nothing of it was billed: "
                + said(refused.getMostSpecificCause())
                + "; correct what that names (an operator finds all of it in the log), and the next run bills it");
    }

    private static String said(Throwable broken) {
        return Objects.requireNonNullElse(broken.getMessage(), broken.getClass().getSimpleName());
    }
}
