package io.tenantry.workflow.changelogrun;

/**
 * The door to {@code change-log-run.bpmn}. Only its timer goes through: the run that it opens is worked through by
 * {@code billing-run.bpmn}, like any other.
 */
final class ChangeLogRunProcess {

    static final String KEY = "change-log-run";

    private ChangeLogRunProcess() {}
}
