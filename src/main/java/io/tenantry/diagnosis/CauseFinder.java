package io.tenantry.diagnosis;

import java.util.List;

/** Looks through the evidence for the known causes of one symptom. */
interface CauseFinder {

    /** The likeliest first; empty if none applies. */
    List<Finding> find(Subject subject, Evidence evidence);
}
