package io.tenantry.remediation;

/** Somebody acted on a case, closed it, or something happened that may have put it right: it is looked at again. */
public record CaseTouched(String caseNumber) {}
