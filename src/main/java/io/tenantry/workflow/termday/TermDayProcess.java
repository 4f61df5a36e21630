package io.tenantry.workflow.termday;

/** The door to {@code term-day.bpmn}. Only its timer goes through. */
final class TermDayProcess {

    static final String KEY = "term-day";

    private TermDayProcess() {}
}
