package io.tenantry.remediation;

import static io.tenantry.remediation.Fix.Ask.DATE;
import static io.tenantry.remediation.Fix.Ask.NUMBER;
import static io.tenantry.remediation.Fix.Ask.SECRET;
import static io.tenantry.remediation.Fix.Ask.TEXT;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done about a case with one click: a closed list, for each is code that the owning module answers for. */
public enum Fix {
    WAIT("Look again", "Nothing is to be done: what it waits for is under way"),
    LOOK_INTO_IT("Look again", "A person looks into it; the case closes when the symptom is gone"),

    REQUEUE(
            "Set to Awaiting",
            "Puts the failed or not applicable change back to Awaiting Provisioning, without a change"
                    + " of quantities"),
    REQUEUE_BLOCKER("Set the blocker to Awaiting", "Puts the oldest change that blocks this one back to Awaiting"),
    REQUEUE_PARENT("Provision the parent", "Puts the parent's Create change back to Awaiting"),
    SETTLE_BLOCKER("Blocker is done already", "Sets the oldest change that blocks this one to Not Applicable"),
    MARK_NOT_APPLICABLE("Set to Not Applicable", "Nothing is to be told to the provider (any more)"),
    TAKE_MOVE_BACK(
            "Take the move back",
            "Gives the seats of a move that came to nothing back to the subscription they were to leave"),
    TAKE_BLOCKING_MOVE_BACK(
            "Take the blocking move back",
            "Gives the seats of a refused move that blocks this change back to the subscription they were to leave"),
    REQUEUE_BLOCKING_MOVE(
            "Set the blocking move to Awaiting",
            "Puts both halves of the refused move that blocks this change back to Awaiting"),
    ARCHIVE_CHANGE("Archive the change", "Takes the change out of billing"),
    UNARCHIVE_CHANGE("Take back into billing", "Takes the archived change back into billing"),
    VERIFY_CONNECTIVITY(
            "Verify connectivity and go on", "Refreshes the credentials, asks the provider, and retries the step"),
    RENEW_CONSENT(
            "Renew the consent and go on",
            "Goes on with the consent that a person gave anew, once the provider has taken it, and retries the step",
            new Input("refreshToken", "Refresh token of the new consent", SECRET, true, null)),
    ACTIVATE_PROVIDER("Activate the provider", "Lets the provider be told again; what waits for it goes on by itself"),
    RETRY_STEP("Retry the step", "Gives the stopped step one more try"),

    ACKNOWLEDGE("It is right so", "Closes the case: nothing is to be done, and nobody is asked again while it stays"),
    ADOPT_THEIRS(
            "Take over what the provider says",
            "Writes what is there into the ledger; the provider is asked again first"),
    SEND_OURS("Send ours again", "Tells the provider our quantity again"),
    CORRECT_LEDGER(
            "Correct the ledger",
            "Brings the ledger to the provider's quantity from a day on, and tells nobody",
            new Input("from", "From", DATE, false, Fact.TODAY)),
    KEEP_BOTH(
            "Keep both",
            "Writes what somebody changed at the provider into the ledger, and sends our change on top of it"),
    KEEP_THEIRS(
            "Keep theirs",
            "Writes what somebody changed at the provider into the ledger; our change is part of that, or is not wanted"),
    KEEP_OURS(
            "Keep ours",
            "Writes what somebody changed at the provider into the ledger, and orders it back to what ours said"),
    IGNORE_MISMATCH("Let it differ", "Leaves both as they are; nobody is asked again until either side changes"),
    ALIGN_LINKED_PARENT(
            "Bring the parent in step", "Orders the parent's quantity back to what its linked subscriptions add up to"),
    SETTLE_TERM("Let the term go on", "Tries once more to renew the term, or to let it expire"),

    START_TODAY(
            "Start it today",
            "Lets an order for a later day start today, at the price that was agreed; it goes to the provider now"),
    SET_TENANT(
            "Order it for the right tenant",
            "Gives an order that failed to another tenant of its customer, and puts it back to Awaiting",
            new Input("account", "Provider account", TEXT, true, Fact.OTHER_ACCOUNT)),
    REACTIVATE("Reactivate the subscription", "Has the provider start the service of a suspended subscription again"),
    LIFT_HOLD("Lift the hold", "Lifts the customer's credit hold; what waits for it goes on by itself"),
    RECORD_AGREEMENT(
            "Agreement is accepted",
            "Keeps that the customer accepted the agreement; what waits for it goes on by itself",
            new Input("on", "Accepted on", DATE, true, Fact.TODAY),
            new Input("by", "By whom", TEXT, false, null)),
    CONFIRM_BY_HAND(
            "It is done there",
            "Says that a person made the change at the provider",
            new Input("providerSubscriptionId", "Id at the provider, for a new subscription", TEXT, false, null)),
    SET_PARENT(
            "Hang below the true parent",
            "Gives the add-on its true base subscription as parent; a change that failed is put back to Awaiting",
            new Input("parent", "Subscription number", TEXT, true, null)),

    RETRY_MERGE("Merge again", "Sets the scheduled change back to pending; it is merged when its day has come"),
    MOVE_SCHEDULED(
            "Move its date",
            "Gives the scheduled change another effective date; it is merged on that day",
            new Input("date", "Effective date", DATE, true, Fact.COMMITMENT_END)),
    CANCEL_SCHEDULED("Cancel the scheduled change", "Calls the scheduled change off"),
    REDUCE_NOW(
            "Reduce it now",
            "Orders the smaller quantity for the subscription as it is now",
            new Input("quantity", "New total quantity", NUMBER, true, null)),
    REDUCE_ON_RENEWAL_BY_HAND(
            "Reduce on renewal",
            "Schedules the smaller quantity for the renewal",
            new Input("quantity", "New total quantity", NUMBER, true, null)),
    REDUCE_ON_RENEWAL(
            "Take back and reduce on renewal",
            "Takes a reduction back that the provider refused, and schedules it for the renewal"),
    ALIGN_RULES(
            "Align the reduction rules",
            "Gives the strictest linked subscription, and its product, the reduction rule of this one"),
    CANCEL_AND_REDUCE_ON_RENEWAL(
            "Reduce on renewal instead", "Cancels the scheduled reduction and schedules it for the renewal"),

    MAP_ACCOUNT(
            "Map to the customer",
            "Maps the tenant to a customer",
            new Input("customer", "Customer number", TEXT, true, Fact.ACCOUNT_SUGGESTION)),
    ATTACH_CONTRACT(
            "Attach to the contract",
            "Attaches the subscription to a billing contract of its customer, at that contract's prices",
            new Input("contract", "Contract number", TEXT, true, Fact.CUSTOMER_DEFAULT_CONTRACT),
            new Input("unit", "Sales unit", TEXT, false, Fact.SALES_UNIT)),
    MOVE_TO_CONTRACT(
            "Move its subscriptions to another contract",
            "Moves all subscriptions of a contract that was never invoiced to another one of the customer",
            new Input("contract", "Contract number", TEXT, true, null)),
    SET_PRODUCT(
            "Set the product",
            "Gives the subscription its product of the catalog and the list's price",
            new Input("partNumber", "Part number", TEXT, true, Fact.PART_NUMBER),
            new Input("unit", "Sales unit", TEXT, false, Fact.SALES_UNIT)),
    SET_UNIT(
            "Set the sales unit",
            "Corrects the subscription's sales unit; its price becomes that of the list",
            new Input("unit", "Sales unit", TEXT, true, Fact.PRICE_LISTED_IN_OTHER_UNIT)),
    SET_PRICE(
            "Set the price",
            "Corrects the subscription's price of one sales unit",
            new Input("price", "Price of one unit", NUMBER, true, null)),
    PRICE_FROM_LIST("Take the list's price", "Enters the subscription's price anew from the price list"),
    MAP_UNIT(
            "Map the unit",
            "Tells Unit Mapping how many months the unit has, or corrects that",
            new Input("unit", "Unit", TEXT, true, Fact.SALES_UNIT),
            new Input("months", "Months", NUMBER, true, null)),
    ADD_PRICE(
            "Add the price list item",
            "Adds a price list item for product, unit and term, and takes its price; for the product that a scheduled"
                    + " change brings, where one does",
            new Input("price", "Selling price of one unit", NUMBER, true, null),
            new Input("cost", "Cost price of one unit", NUMBER, true, null),
            new Input("from", "Valid from", DATE, true, Fact.SUBSCRIPTION_START_DATE),
            new Input("unit", "Sales unit", TEXT, false, Fact.SALES_UNIT)),
    ADD_RATE(
            "Enter the exchange rate",
            "Enters the rate from the price's to the contract's currency",
            new Input("rate", "One unit of the price's currency is", NUMBER, true, null),
            new Input("source", "Source", TEXT, true, null),
            new Input("from", "Valid from", DATE, true, Fact.HELD_FROM)),

    BILL_DRAFTS("Bill the drafts", "Bills all held drafts of the contract, oldest first; they go out"),
    VOID_DRAFTS("Void the drafts", "Voids the held drafts; what they held is owed again and comes with the next run"),
    REGENERATE("Make the invoice anew", "Voids the held drafts and bills this contract, and no other one, again"),
    MOVE_NEXT_INVOICE_DATE(
            "Move the next invoice date",
            "Voids the held drafts and skips the cycles before a day for good",
            new Input("date", "Next invoice date", DATE, true, Fact.NEXT_INVOICE_DATE)),
    RUN_BILLING("Bill this contract", "Starts a billing run of today that takes up this contract and no other one"),
    RESTORE_CYCLE(
            "Bill the skipped cycle after all",
            "Moves the next invoice date back to the skipped cycle, which is billed first from then on"),
    COMPLETE_ADDRESS(
            "Complete the address",
            "Completes the customer's address",
            new Input("street", "Street", TEXT, true, null),
            new Input("postalCode", "Postal code", TEXT, true, null),
            new Input("city", "City", TEXT, true, null)),

    END_REPLACED(
            "End the old one the day before the new one begins",
            "Ends the old subscription here, for it goes on as the new one, so that no day is billed twice; held drafts of"
                    + " the contract are voided and made anew",
            new Input("old", "The old subscription", TEXT, true, Fact.REPLACED_OLD),
            new Input("new", "The new subscription", TEXT, true, Fact.REPLACED_NEW)),

    MAKE_BILLABLE(
            "Bill it",
            "Charges for the subscription from its first day on; what is not billed of it comes with the next invoice"),
    HIDE_ON_INVOICE("Hide it on the invoice", "Prints the subscription no more; its link and each amount stay"),
    DEACTIVATE_SUBSCRIPTION(
            "Deactivate the subscription",
            "Takes its seats off the contract: from today on, or, where it has ended, from its end on"),
    DEACTIVATE_CONTRACT("Deactivate the contract", "Bills nothing of the contract any more");

    /** What changes prices, contracts or invoices, whatever role a row of the table names. */
    private static final Set<Fix> OF_BILLING = EnumSet.of(
            LIFT_HOLD,
            SET_PRICE,
            PRICE_FROM_LIST,
            MAP_UNIT,
            ADD_PRICE,
            ADD_RATE,
            BILL_DRAFTS,
            VOID_DRAFTS,
            REGENERATE,
            MOVE_NEXT_INVOICE_DATE,
            MOVE_TO_CONTRACT,
            RESTORE_CYCLE,
            MAKE_BILLABLE,
            RUN_BILLING,
            END_REPLACED,
            DEACTIVATE_CONTRACT);

    /** What a person fills in; a number may have decimals. */
    public enum Ask {
        TEXT,
        NUMBER,
        DATE,
        /** Is shown to nobody and kept nowhere. */
        SECRET
    }

    /** @param proposal the fact whose value is proposed */
    record Input(String name, String label, Ask ask, boolean required, @Nullable Fact proposal) {}

    private final String title;
    private final String meaning;
    private final List<Input> inputs;

    Fix(String title, String meaning, Input... inputs) {
        this.title = title;
        this.meaning = meaning;
        this.inputs = List.of(inputs);
    }

    /** Whether somebody of a role may make it; a table row may ask for a narrower role, never for a wider one. */
    boolean isFor(String role) {
        return !OF_BILLING.contains(this) || !role.equals("operator");
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    List<Input> inputs() {
        return inputs;
    }

    static Optional<Fix> of(String code) {
        return Arrays.stream(values())
                .filter(fix -> fix.name().equals(code.strip()))
                .findFirst();
    }

    FixView view(EvidenceFacts facts) {
        return new FixView(
                this,
                title,
                inputs.stream()
                        .map(input -> new FixView.Input(
                                input.name(),
                                input.label(),
                                input.ask().name(),
                                input.required(),
                                input.proposal() == null ? null : facts.text(input.proposal())))
                        .toList());
    }
}
