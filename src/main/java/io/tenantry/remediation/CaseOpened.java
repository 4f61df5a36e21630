package io.tenantry.remediation;

/** A symptom was seen that no open case tells of yet. */
public record CaseOpened(String caseNumber) {}
