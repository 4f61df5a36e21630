package io.tenantry.security;

/**
 * Parts of the engine's web applications that are not open to everybody whom the engine itself would let in. A process
 * moves on by what happens in the domain; whoever could push it from Cockpit would have it tell a different story than
 * the ledger and the invoices.
 */
final class EnginePaths {

    private static final String ENGINE = "/camunda/api/engine/engine/*";

    /**
     * What must not exist here, whoever asks: making the first administrator (CVE-2026-77226), their own password
     * log-in, bringing in diagrams, which is bringing in code, and moving a process on past the domain.
     */
    static final String[] CLOSED = {
        "/camunda/api/admin/setup/**",
        "/camunda/app/admin/*/setup/**",
        "/camunda/api/admin/auth/user/*/login/**",
        ENGINE + "/deployment/create/**",
        ENGINE + "/deployment/*/redeploy/**",
        ENGINE + "/process-definition/*/start/**",
        ENGINE + "/process-definition/*/submit-form/**",
        ENGINE + "/process-definition/key/*/start/**",
        ENGINE + "/process-definition/key/*/submit-form/**",
        ENGINE + "/process-definition/key/*/tenant-id/**",
        ENGINE + "/process-definition/*/restart/**",
        ENGINE + "/process-definition/*/restart-async/**",
        ENGINE + "/message/**",
        ENGINE + "/signal/**",
        ENGINE + "/condition/**",
        ENGINE + "/migration/**",
        ENGINE + "/modification/**",
        ENGINE + "/process-instance/*/modification/**",
        ENGINE + "/process-instance/*/modification-async/**",
        ENGINE + "/process-instance/message-async/**",
        ENGINE + "/process-instance/variables-async/**",
        ENGINE + "/process-instance/delete/**",
        ENGINE + "/process-instance/delete-historic-query-based/**",
        ENGINE + "/execution/*/signal/**",
        ENGINE + "/execution/*/messageSubscriptions/**",
        ENGINE + "/job/*/duedate/**",
        ENGINE + "/task/*/bpmnError/**",
        ENGINE + "/task/*/bpmnEscalation/**",
        ENGINE + "/task/*/resolve/**",
        ENGINE + "/task/create/**"
    };

    /**
     * What may be looked at and not written, whoever asks: variables steer a process. Running a job, giving it
     * retries and completing a task stay open: that is how operators repair.
     */
    static final String[] READ_ONLY = {
        ENGINE + "/process-instance/*/variables/**",
        ENGINE + "/execution/*/localVariables/**",
        ENGINE + "/task/*/variables/**",
        ENGINE + "/task/*/localVariables/**"
    };

    /** Nobody deletes a job: its process would stand still for ever. */
    static final String JOB = ENGINE + "/job/*";

    /** A process that is deleted while it runs loses its work without a trace in the domain. */
    static final String PROCESS_INSTANCE = ENGINE + "/process-instance/*";

    private EnginePaths() {}
}
