package io.tenantry.diagnosis;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The known causes, each with the fix. Their codes are a vocabulary that others build on: none is renamed. */
public enum Cause {
    PRODUCT_MISSING("Load a price sheet with the part number, so that the subscription gets its product"),
    PRICE_ITEM_MISSING(
            "Add a price list item for product, unit and term. The next run bills what was held back; a draft with the"
                    + " written-in price is voided, then the next run bills it again"),
    PRICE_ITEM_NOT_VALID(
            "Add a version of the price list item that is valid on that day, or correct the effective date"),
    UNIT_MISSING("Correct the subscription's sales unit; changes take it over"),
    UNIT_MISMATCH("Correct the sales unit of the subscription, or add a price list item in its unit"),
    UNIT_MAPPING_CHANGED("Nothing for what was agreed; correct the subscription's price if the new mapping is meant"),
    CURRENCY_MISMATCH(
            "Change the subscription's price to one in the contract's currency, or let the contract convert (allowConversion)"
                    + " and enter the exchange rate"),
    PRICE_MISSING(
            "Add a price list item and correct the subscription; what is not billed yet is billed by the next run"),
    DRAFT_WAITS_FOR_REVIEW("Look at the draft and bill it, or void it with a reason"),

    CATCH_UP(
            "Compare the service periods: different ones are right, bill them. If older cycles are not wanted, move the next"
                    + " invoice date: it voids the drafts and skips the cycles before it"),
    DIFFERENT_CHANGES_SAME_PERIOD("Nothing: each line bills another license change; its proof says which"),
    CHANGE_ENTERED_TWICE("Archive the change that was entered by mistake, and credit the invoice if it is billed"),
    SAME_PRODUCT_TWICE("Check whether both subscriptions are wanted; deactivate the one that is not"),
    CREDITED_AND_BILLED_AGAIN("Nothing: the credit note takes back what the first invoice charged"),
    NOT_DOUBLE_BILLED("Nothing: no license change is billed twice for a day, the database does not allow it"),

    EFFECTIVE_LATER("Wait for the invoice of that cycle, or enter the change with an earlier effective date"),
    CHANGE_ARCHIVED("Take the change back into billing (unarchive); the next run bills it"),
    NOT_BILLABLE(
            "Nothing if it is part of a bundle. Else order it anew as billable, since that is said with the order; charge what"
                    + " was missed by a non-recurring item"),
    CHANGE_STILL_SCHEDULED("Wait for its day, or enter the change now"),
    MERGE_FAILED("Repair the cause and retry the scheduled change"),
    CREDIT_WAIVED(
            "Switch refunds on for the contract before the next reduction. What was waived is not given back by itself; a"
                    + " credit note takes back whole lines"),
    LINE_QUARANTINED("Put the reason right; the contract's next invoice bills the line by itself"),
    OLDER_CYCLE_NOT_BILLED("Bill the oldest cycle first: run billing, or look at its draft"),
    CYCLE_SKIPPED("The next invoice date was moved past the cycle; move it back if the cycle is to be billed"),
    COMES_WITH_NEXT_INVOICE("Nothing: changes within a billed cycle come with the next invoice"),
    BILLED_ON_ANOTHER_INVOICE("Look at that invoice"),

    CONTRACT_INACTIVE(
            "Open a new contract and move its subscriptions: those that are not provisioned by a correction, others are"
                    + " ended and ordered anew. Deactivation is for good"),
    CONTRACT_STARTS_LATER("Wait for its first cycle, or correct the start date before anything is billed"),
    CONTRACT_ENDED("Extend the contract if it goes on"),
    NOT_DUE_YET("Wait for the next invoice date, or move it"),
    NO_BILLABLE_SUBSCRIPTION("Attach a billable subscription to the contract"),
    ADDRESS_INCOMPLETE("Complete the customer's address"),
    SET_ASIDE(
            "Put the reason right; the next run bills the contract. A line that was held back comes with its next invoice"),
    NO_RUN_SINCE_DUE("Start a billing run, and look why the daily one did not come"),
    RUN_NOT_FINISHED("Look at the run: it is still at work, or a step of it failed"),
    NOTHING_OWED("Nothing: no license change moved anything in the cycle"),
    ALREADY_GENERATED("Nothing: look at the invoice"),

    PRICE_DIFFERS_FROM_LIST("Correct the subscription's price, and credit the invoice if it is billed"),
    LIST_PRICE_CHANGED_SINCE("Nothing if the agreed price holds; else change the subscription's price"),
    PRICE_CHANGE_EFFECTIVE_LATER("Wait for its effective date"),
    PRORATED("Nothing: the line bills a part of the cycle, or more than one month; its proof shows the days"),
    NO_KNOWN_CAUSE("Look at the facts beside it; none of the known causes applies");

    private final String fix;

    Cause(String fix) {
        this.fix = fix;
    }

    public String fix() {
        return fix;
    }

    /** As answers write it, such as {@code price-item-missing}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param evidence business numbers and days that it is seen by */
    Finding found(String sentence, String... evidence) {
        return new Finding(this, sentence, java.util.List.of(evidence), fix);
    }
}
