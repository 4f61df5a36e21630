package io.tenantry.remediation;

import java.util.List;

/**
 * What can be seen to be not as it should be. Each is found by one statement over all of its kind, and is gone when
 * another one no longer names the subject: the two differ where a thing is under way again but not done yet, so that a
 * retry which fails once more does not count as a new case.
 */
public enum Symptom {
    CHANGE_NOT_PROVISIONED(
            "Stuck before the provider",
            "A license change failed, or waits longer than it should",
            SymptomQueries.CHANGE_NOT_PROVISIONED,
            SymptomQueries.CHANGE_STILL_OPEN),
    MERGE_FAILED(
            "Scheduled change not merged",
            "A scheduled license change could not become a license change on its day",
            SymptomQueries.MERGE_FAILED,
            SymptomQueries.MERGE_STILL_DUE),
    REDUCTION_REFUSED(
            "Reduction refused",
            "A smaller quantity was refused, so that no change was written; somebody opens the case",
            SymptomQueries.NEVER,
            SymptomQueries.REDUCTION_STILL_WANTED),
    ACCOUNT_UNMAPPED(
            "Provider account not mapped",
            "A tenant has no customer although its due day is over",
            SymptomQueries.ACCOUNT_UNMAPPED,
            SymptomQueries.ACCOUNT_STILL_UNMAPPED),
    SUBSCRIPTION_INCOMPLETE(
            "Subscription incomplete",
            "A billable subscription lacks contract, product, unit or price, or a sync found that it does not fit",
            OutsideQueries.SUBSCRIPTION_INCOMPLETE),
    LINE_HELD_BACK("Line held back", "A run left a subscription off its invoice", SymptomQueries.LINE_HELD_BACK),
    WRITE_IN_HELD(
            "Invoice shows a write-in",
            "A draft has a line whose price no price list item backs",
            SymptomQueries.WRITE_IN_HELD),
    DRAFTS_IN_REVIEW(
            "Looks double billed",
            "Drafts of a contract wait for a person: several cycles at once, or what must not go out unseen",
            SymptomQueries.DRAFTS_IN_REVIEW),
    INVOICE_NOT_GENERATED(
            "Invoice not generated",
            "A contract is past its next invoice date, or a cycle of it is in error",
            SymptomQueries.INVOICE_NOT_GENERATED,
            SymptomQueries.INVOICE_STILL_NOT_GENERATED),
    CHANGE_NOT_BILLED(
            "Change not billed",
            "A license change is on no invoice although its cycle was billed; somebody opens the case",
            SymptomQueries.NEVER,
            SymptomQueries.CHANGE_STILL_NOT_BILLED),
    BILLED_AFTER_ITS_END(
            "Ended, but still billed",
            "A subscription that ended at the provider still counts seats on an active contract, or the reverse",
            SymptomQueries.BILLED_AFTER_ITS_END),
    CHILD_ON_INVOICE(
            "Child on the invoice",
            "An included child of a bundle shows on its customer's invoice",
            SymptomQueries.CHILD_ON_INVOICE),
    PROVIDER_DIFFERS(
            "Provider says otherwise",
            "A look at the provider found a difference to the ledger that no sync takes over by itself",
            OutsideQueries.PROVIDER_DIFFERS,
            OutsideQueries.PROVIDER_STILL_DIFFERS),
    GOES_ON_TWICE(
            "Looks replaced, but both are billed",
            "A subscription began at the provider with product and seats of another one, for a longer term, and both go"
                    + " on",
            OutsideQueries.GOES_ON_TWICE),
    LINKED_OUT_OF_STEP(
            "Linked parent out of step",
            "The parent of linked subscriptions was changed past them",
            OutsideQueries.LINKED_OUT_OF_STEP),
    TERM_NOT_SETTLED(
            "Term cannot go on",
            "A term has ended and can neither be renewed nor expire",
            OutsideQueries.TERM_NOT_SETTLED),
    STEP_STOPPED(
            "Step stopped",
            "A step of a process has no try left",
            SymptomQueries.STEP_STOPPED,
            SymptomQueries.STEP_STILL_FAILING);

    private final String title;
    private final String meaning;
    private final String found;
    private final String stays;

    Symptom(String title, String meaning, String found) {
        this(title, meaning, found, found);
    }

    Symptom(String title, String meaning, String found, String stays) {
        this.title = title;
        this.meaning = meaning;
        this.found = found;
        this.stays = stays;
    }

    /** What a person meets and asks about; the rest is found by the system. */
    public static List<Symptom> askedAbout() {
        return List.of(REDUCTION_REFUSED, CHANGE_NOT_BILLED, INVOICE_NOT_GENERATED, CHANGE_NOT_PROVISIONED);
    }

    /** What can have it. */
    Thing about() {
        return switch (this) {
            case CHANGE_NOT_PROVISIONED, CHANGE_NOT_BILLED -> Thing.CHANGE;
            case MERGE_FAILED -> Thing.SCHEDULED;
            case ACCOUNT_UNMAPPED -> Thing.ACCOUNT;
            case WRITE_IN_HELD, DRAFTS_IN_REVIEW, INVOICE_NOT_GENERATED -> Thing.CONTRACT;
            case PROVIDER_DIFFERS -> Thing.MISMATCH;
            case STEP_STOPPED -> Thing.STEP;
            default -> Thing.SUBSCRIPTION;
        };
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    /** Which subjects have it: {@code subject} and {@code seen}, in which words. */
    String found() {
        return found;
    }

    /** Which subjects are not rid of it yet: {@code subject}. */
    String stays() {
        return stays;
    }
}
