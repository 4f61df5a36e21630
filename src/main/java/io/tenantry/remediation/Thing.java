package io.tenantry.remediation;

/** What a symptom is seen on: each thing has a business number. */
enum Thing {
    CHANGE("license_change", "a license change, such as LCL-000001"),
    SCHEDULED("scheduled_license_change", "a scheduled license change, such as SLCL-000001"),
    SUBSCRIPTION("subscription", "a subscription, such as SUB-000001"),
    ACCOUNT("provider_account", "a provider account, such as PA-000001"),
    CONTRACT("billing_contract", "a billing contract, such as BC-000001"),
    MISMATCH("mismatch", "a mismatch, such as MIS-000001"),
    /** A step has no number of its own; it is named by its process and the thing that this is about. */
    STEP("", "a step of a process");

    private final String table;
    private final String words;

    Thing(String table, String words) {
        this.table = table;
        this.words = words;
    }

    /** Whether there is one of a number: {@code :number}. */
    String known() {
        return this == STEP ? "select true" : "select exists (select 1 from " + table + " where number = :number)";
    }

    String words() {
        return words;
    }
}
