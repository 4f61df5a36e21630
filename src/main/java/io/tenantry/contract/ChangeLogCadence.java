package io.tenantry.contract;

/** How often a contract with long cycles is looked at for changes within them. */
public enum ChangeLogCadence {
    NEVER,
    WEEKLY,
    MONTHLY
}
