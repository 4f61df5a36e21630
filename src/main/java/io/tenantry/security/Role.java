package io.tenantry.security;

import java.util.Locale;

/** What a person is here for. Each log-in has one role; it holds for our pages, the API and the engine's web apps. */
public enum Role {

    /** Runs the installation: everything, and the engine's administration. Deploys nothing: diagrams come with the jar. */
    ADMINISTRATOR("May do everything, except deploy diagrams: those come with the release"),

    /** Keeps the automation going: maps accounts, repairs steps that failed, retries them, corrects data. */
    OPERATOR("Maps accounts, works on failed steps and retries them"),

    /** Answers for the money: contracts, price lists, billing runs, invoices, credit notes. */
    BILLING_MANAGER("Looks after contracts, prices, billing runs and invoices"),

    /** Owns the diagrams and decision tables: sees each process at work, changes them through a release only. */
    PROCESS_OWNER("Watches the processes and decisions at work, changes nothing"),

    /** Checks afterwards what happened and why: sees everything, changes nothing. */
    AUDITOR("Sees everything, changes nothing");

    private final String summary;

    Role(String summary) {
        this.summary = summary;
    }

    public String summary() {
        return summary;
    }

    /** The role as the engine's groups and the diagrams' {@code candidateGroups} write it, such as {@code billing-manager}. */
    public String group() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
