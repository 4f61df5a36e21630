package io.tenantry.remediation;

import java.util.Arrays;
import java.util.Locale;

/**
 * Everything that the table {@code remediation-path} may ask, by the name that its conditions and sentences use: the words
 * of the constant in camel case, such as {@code providerMessage}. A fact that does not apply, or that nobody knows, is null
 * there. The list for process owners, {@code src/docs/remediation.md}, is written from here.
 */
public enum Fact {
    SYMPTOM(Kind.TEXT, "Code of the symptom"),
    SUBJECT(Kind.TEXT, "Business number of the thing that is not as it should be"),
    SEEN(Kind.TEXT, "What was seen, in the words of who saw it"),
    TODAY(Kind.DAY, "The day on which the evidence was gathered"),
    HOUR_AGE(Kind.NUMBER, "Hours since the case was opened"),
    TRIES(Kind.NUMBER, "How often a fix was made for the present cause"),
    LAST_CAUSE(Kind.TEXT, "The cause that the table named before"),

    CHANGE_NUMBER(Kind.TEXT, "The license change (LCL)"),
    CHANGE_EVENT(Kind.TEXT, "CREATE, UPDATE, ACTIVATE or DEACTIVATE"),
    CHANGE_INSTRUCTION(
            Kind.TEXT,
            "What it tells beside a quantity, such as SUSPEND, NEXT_TERM or MOVE; null for a quantity alone"),
    CHANGE_MOVES_PRODUCT(
            Kind.YES_NO, "Whether it turns the subscription into another product, or a trial into what is paid for"),
    CHANGE_STATUS(Kind.TEXT, "AWAITING_PROVISIONING, PROVISIONED, FAILED_PROVISIONING or NOT_APPLICABLE"),
    CHANGE_BILLING_STATUS(Kind.TEXT, "ACTIVE or ARCHIVED"),
    CHANGE_SOURCE(Kind.TEXT, "PORTAL, PROVIDER or SYSTEM"),
    CHANGE_EFFECTIVE_DATE(Kind.DAY, "Its effective date"),
    CHANGE_DAYS_AHEAD(Kind.NUMBER, "Days until its effective date; 0 or less is today or past"),
    CHANGE_QUANTITY_DELTA(Kind.NUMBER, "By how much it changes the quantity"),
    CHANGE_QUANTITY_AFTER(Kind.NUMBER, "The quantity that it leads to"),
    CHANGE_WAITS_HOURS(Kind.NUMBER, "Hours since it was entered"),
    CHANGE_BILLED(Kind.YES_NO, "Whether an invoice bills it"),
    CHANGE_QUANTITY_EXPECTED(
            Kind.NUMBER,
            "Of one that was not sent because somebody changed the quantity there: what we expected there"),
    CHANGE_QUANTITY_FOUND(Kind.NUMBER, "The same: what was there instead"),
    CHANGE_QUANTITY_OURS(Kind.NUMBER, "The same: what ours alone leads to"),
    CHANGE_QUANTITY_TOGETHER(Kind.NUMBER, "The same: what both changes, theirs and ours, come to"),
    WAITING_FOR(
            Kind.TEXT,
            "What it waits for: EFFECTIVE_DATE, EARLIER_CHANGE, PARENT, MAPPING, CREDIT_HOLD, AGREEMENT, CORRECTION,"
                    + " PERSON, LINKED_PARENT, PROVIDER_PENDING, PROVIDER_UNREACHABLE or PROVIDER_INACTIVE"),
    WAITING_WORDS(Kind.TEXT, "The same as a sentence that names the blocker"),
    WAITING_ON(Kind.TEXT, "Number of what it waits for"),
    WAITING_HOURS(Kind.NUMBER, "Hours since it waits for that"),
    PROVIDER_MESSAGE(Kind.TEXT, "The provider's words to it"),
    BLOCKER_NUMBER(Kind.TEXT, "The oldest earlier change that is not settled"),
    BLOCKER_STATUS(Kind.TEXT, "Its provisioning status"),
    BLOCKER_MESSAGE(Kind.TEXT, "The provider's words to it"),
    BLOCKING_MOVE(Kind.TEXT, "Where that is half of a move of seats: the change that takes them out"),

    SCHEDULED_NUMBER(Kind.TEXT, "The scheduled license change (SLCL)"),
    SCHEDULED_STATUS(Kind.TEXT, "PENDING, ARCHIVED, MERGE_FAILED or CANCELLED"),
    MERGE_CAUSE(
            Kind.TEXT,
            "Code of it: EARLIER_CHANGE_OPEN, INVALID_DATES, NOT_ACTIVE, OUTSIDE_WINDOW, PRODUCT_MISMATCH,"
                    + " PRICE_LIST_MISMATCH, CURRENCY_MISMATCH, SALES_UNIT_MISMATCH, PRICE_MISMATCH, QUANTITY_IMPOSSIBLE,"
                    + " NO_REFUNDS, UNMAPPED or OTHER"),
    SCHEDULED_MESSAGE(Kind.TEXT, "Why its merge failed"),
    SCHEDULED_EFFECTIVE_DATE(Kind.DAY, "Its effective date"),
    SCHEDULED_DAYS_AHEAD(Kind.NUMBER, "Days until its effective date"),
    SCHEDULED_QUANTITY_DELTA(Kind.NUMBER, "By how much it changes the quantity"),
    SCHEDULED_PART_NUMBER(Kind.TEXT, "The product that it changes to"),

    SUBSCRIPTION_NUMBER(Kind.TEXT, "The subscription"),
    SUBSCRIPTION_NAME(Kind.TEXT, "Its name"),
    SUBSCRIPTION_STATUS(Kind.TEXT, "AWAITING_PROVISIONING, ACTIVE, SUSPENDED, INACTIVE, CANCELLED or EXPIRED"),
    SUBSCRIPTION_QUANTITY(Kind.NUMBER, "Its quantity here"),
    SUBSCRIPTION_CHANNEL(Kind.TEXT, "Where it came from: PORTAL, PROVIDER or SYSTEM"),
    SUBSCRIPTION_START_DATE(Kind.DAY, "Its first day"),
    SUBSCRIPTION_END_DATE(Kind.DAY, "Its last day, exclusive"),
    BILLABLE(Kind.YES_NO, "Whether it is billed"),
    SHOW_ON_INVOICE(Kind.YES_NO, "Whether its lines are shown to the customer"),
    COMMITMENT_END(Kind.DAY, "When its term ends"),
    TERM(Kind.TEXT, "Its term, such as P1Y"),
    PART_NUMBER(Kind.TEXT, "The product at the provider"),
    PRODUCT_KNOWN(Kind.YES_NO, "Whether the catalog has the product"),
    PRODUCT_IN_CATALOG(Kind.TEXT, "The catalog's part number that the provider's part number fits"),
    SALES_UNIT(Kind.TEXT, "Its sales unit"),
    SALES_UNIT_MAPPED(Kind.YES_NO, "Whether Unit Mapping knows the unit"),
    UNIT_PRICE(Kind.TEXT, "Its price of one sales unit with the currency"),
    CURRENCY(Kind.TEXT, "The currency of its price"),
    IN_PROVIDERS_HANDS(Kind.YES_NO, "Whether the provider knows it by an id"),
    OPEN_CHANGES(Kind.NUMBER, "How many of its changes are not settled"),
    FUTURE_REDUCTION(Kind.TEXT, "A scheduled reduction of it that is pending"),
    REDUCTION_ALLOWED(Kind.YES_NO, "Whether our windows (QRB, QRW) allow fewer seats today"),
    ENDING_CHANGE(Kind.TEXT, "The archived change that ended it, so that it is billed all the same"),

    PARENT_NUMBER(Kind.TEXT, "The parent subscription"),
    PARENT_NAME(Kind.TEXT, "Its name"),
    PARENT_STATUS(Kind.TEXT, "Its status"),
    PARENT_CHANGE_NUMBER(Kind.TEXT, "The parent's Create change"),
    PARENT_CHANGE_STATUS(Kind.TEXT, "Its provisioning status"),
    PARENT_PROVIDER(Kind.TEXT, "Who provisions the parent"),
    PARENT_CUSTOMER_DIFFERS(Kind.YES_NO, "Whether the parent belongs to another tenant"),
    PARENT_PROVISIONED_BY_NOBODY(Kind.YES_NO, "Whether the parent is a bundle that no provider knows"),
    CHILD_COUNT(Kind.NUMBER, "How many subscriptions it is the parent of"),

    PROVIDER(Kind.TEXT, "Who provisions it"),
    PROVIDER_CONSENT_DAYS(
            Kind.NUMBER,
            "Days since the consent was last given or its token renewed; Partner Center lets it lapse after 90"),
    PROVIDER_CONNECTED(Kind.YES_NO, "Whether the last connectivity check succeeded"),
    PROVIDER_CHECK_MESSAGE(Kind.TEXT, "What it said"),
    PROVIDER_CHECKED_MINUTES(Kind.NUMBER, "Minutes since that check"),

    ACCOUNT_NUMBER(Kind.TEXT, "The provider account (tenant)"),
    ACCOUNT_NAME(Kind.TEXT, "Its name"),
    ACCOUNT_DOMAIN(Kind.TEXT, "Its domain"),
    ACCOUNT_MAPPED(Kind.YES_NO, "Whether it has a customer"),
    ACCOUNT_DAYS_KNOWN(Kind.NUMBER, "Days since it was found"),
    ACCOUNT_SUGGESTION(Kind.TEXT, "The only customer whose domain, or a contact's, is the account's"),
    OTHER_ACCOUNT(Kind.TEXT, "The customer's only other tenant at the same provider"),
    CUSTOMER_NUMBER(Kind.TEXT, "The customer"),
    CUSTOMER_NAME(Kind.TEXT, "Its name"),
    CUSTOMER_CONTRACTS(Kind.NUMBER, "How many active billing contracts it has"),
    CUSTOMER_DEFAULT_CONTRACT(Kind.TEXT, "Its default billing contract"),
    ADDRESS_COMPLETE(Kind.YES_NO, "Whether its address has all that an invoice needs"),

    CONTRACT_NUMBER(Kind.TEXT, "The billing contract"),
    CONTRACT_STATUS(Kind.TEXT, "ACTIVE or INACTIVE"),
    CONTRACT_START_DATE(Kind.DAY, "Its first day"),
    CONTRACT_END_DATE(Kind.DAY, "Its last day, exclusive"),
    CONTRACT_CURRENCY(Kind.TEXT, "Its currency"),
    CONTRACT_FREQUENCY_MONTHS(Kind.NUMBER, "Months of a cycle"),
    CONTRACT_OFFSET_DAYS(Kind.NUMBER, "Days between a cycle's start and its invoice"),
    CONTRACT_BILLABLE_SUBSCRIPTIONS(Kind.NUMBER, "How many billable subscriptions with seats it has"),
    CONTRACT_INVOICED(Kind.YES_NO, "Whether it was ever invoiced"),
    CONTRACT_CONVERTS(Kind.YES_NO, "Whether it may convert another currency"),
    NEXT_INVOICE_DATE(Kind.DAY, "Its next invoice date"),
    DAYS_OVERDUE(Kind.NUMBER, "Days since the next invoice date"),
    PRICE_LIST(Kind.TEXT, "Its price list"),
    PRICE_LIST_CURRENCY(Kind.TEXT, "The price list's currency"),
    OLDEST_UNBILLED_CYCLE(Kind.DAY, "First day of the oldest cycle that is not billed"),
    SKIPPED_CYCLES(Kind.NUMBER, "How many cycles were skipped"),
    SKIPPED_CYCLE(Kind.DAY, "First day of the skipped cycle in which the change would have been billed"),
    SKIPPED_CYCLE_DUE(Kind.DAY, "When that cycle was due"),
    CYCLE_ERROR(Kind.TEXT, "What the oldest cycle in error says"),
    LAST_RUN_REASON(Kind.TEXT, "Why the last billing run set the contract aside"),
    LAST_RUN_STATUS(Kind.TEXT, "What the last billing run made of the contract"),
    RUN_AT_WORK(Kind.YES_NO, "Whether a billing run with the contract is at work"),

    PRICE_LISTED(Kind.YES_NO, "Whether the price list has an item for product, unit and term today"),
    PRICE_LISTED_IN_OTHER_UNIT(Kind.TEXT, "A unit in which the price list has product and term today"),
    PRICE_LISTED_LATER(Kind.DAY, "From when on the price list has an item for product, unit and term"),
    PRICE_LISTED_IN_OTHER_CURRENCY(
            Kind.TEXT,
            "The customer's own currency, where the contract has another one and another price list has product, unit"
                    + " and term in it"),
    RATE_KNOWN(
            Kind.YES_NO,
            "Whether a rate from the price's to the contract's currency holds today, or on the first day held back"),

    HELD_CODE(Kind.TEXT, "Code of the oldest line that was held back, such as PRICE_MISSING"),
    HELD_LINES(Kind.NUMBER, "How many lines of it are held back"),
    HELD_FROM(Kind.DAY, "First day that is held back"),
    DRAFT_COUNT(Kind.NUMBER, "How many drafts of the contract wait"),
    DRAFT_TOTAL(Kind.TEXT, "Their total with the currency"),
    DRAFT_PERIODS(Kind.TEXT, "Their service periods side by side"),
    DRAFTS_FOR_LIMIT(Kind.YES_NO, "Whether one waits because of the contract's limit"),
    SAME_PRODUCT_TWICE(
            Kind.TEXT, "Another subscription of the customer with the same product on an overlapping invoice"),
    CYCLES_AT_ONCE(Kind.NUMBER, "How many cycles the drafts bill"),

    VOIDED_INVOICE(Kind.TEXT, "The voided or credited invoice that had billed it, of which nothing was made anew"),
    CHANGE_WAIVED(Kind.TEXT, "Why it is settled without being billed"),

    MISMATCH_NUMBER(Kind.TEXT, "The open difference between ledger and provider"),
    MISMATCH_KIND(
            Kind.TEXT, "What differs: QUANTITY, PRODUCT, STATUS, AUTO_RENEW, MISSING_THERE, MISSING_HERE and the like"),
    MISMATCH_OURS(Kind.TEXT, "What the ledger says"),
    MISMATCH_THEIRS(Kind.TEXT, "What the provider says"),
    MISMATCH_PROPOSAL(Kind.TEXT, "How it is likely put right: ADOPT_THEIRS, SEND_OURS, CORRECT_LEDGER or IGNORE"),
    MISMATCH_ID_THERE(Kind.TEXT, "The subscription's id at the provider"),
    FINDING_KIND(Kind.TEXT, "What a sync found to be lacking: CONTRACT, PRODUCT, UNIT, CURRENCY or PRICING"),
    FINDING_WORDS(Kind.TEXT, "The same as a sentence"),
    FINDING_FIX(Kind.TEXT, "What puts that right"),
    REPLACED_OLD(Kind.TEXT, "The subscription that goes on beside the one that looks like its successor"),
    REPLACED_NEW(
            Kind.TEXT, "The one that looks like the successor: same tenant and product, another term, begun later"),
    REPLACED_FROM(Kind.DAY, "First day of the successor"),
    REDUCTION_RULE(Kind.TEXT, "Its quantity reduction behavior and window"),
    LINKED_STRICTEST(
            Kind.TEXT, "The subscription of its tree with the strictest rule, if that is stricter than its own"),
    LINKED_STRICTEST_RULE(Kind.TEXT, "That one's quantity reduction behavior and window"),
    LINKED_CHILDREN(Kind.NUMBER, "How many linked subscriptions it provisions"),
    LINKED_DRIFT(Kind.NUMBER, "By how many seats it was changed past its linked subscriptions"),

    STEP_PROCESS(Kind.TEXT, "The process of the step that stopped"),
    STEP_NAME(Kind.TEXT, "The step"),
    STEP_MESSAGE(Kind.TEXT, "What it said"),
    STEP_INCIDENT(Kind.TEXT, "Id of its incident; null while it is tried again"),
    STEP_RETRIES(Kind.NUMBER, "How many tries it has left");

    /** What a fact's value is; a day is written 2026-01-31. */
    public enum Kind {
        TEXT,
        NUMBER,
        YES_NO,
        DAY
    }

    private final Kind kind;
    private final String meaning;

    Fact(Kind kind, String meaning) {
        this.kind = kind;
        this.meaning = meaning;
    }

    public Kind kind() {
        return kind;
    }

    public String meaning() {
        return meaning;
    }

    /** As the table and the statements write it, such as {@code providerMessage}. */
    public String key() {
        var words = name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .reduce("", String::concat);
    }

    /** As a column of a statement, such as {@code provider_message}. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
