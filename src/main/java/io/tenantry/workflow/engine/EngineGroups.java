package io.tenantry.workflow.engine;

import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.DELETE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.SUSPEND_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.UPDATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.UPDATE_TASK;

import io.tenantry.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;

/**
 * What each role may do with the engine, in Cockpit, Tasklist and Admin. The engine has a group for each role, by the
 * name that the diagrams use. Nobody may deploy, and nobody may hand out the right to: a diagram is code, and code
 * comes with a release.
 */
final class EngineGroups {

    /** The engine's own name for its administrators; without a member it would let anybody become the first one. */
    static final String ADMINISTRATORS = "camunda-admin";

    /** Our own code acts as this group in the name of the person who asked. It has no members. */
    static final String APPLICATION = "tenantry-application";

    /** A right of a group on everything of a kind, or on the one thing named. */
    record Grant(String group, Resource resource, String id, List<Permission> permissions) {}

    private static final String ANY = "*";

    private static final Permission[] SEE = {
        ProcessDefinitionPermissions.READ,
        READ_INSTANCE,
        READ_HISTORY,
        READ_TASK,
        READ_INSTANCE_VARIABLE,
        READ_TASK_VARIABLE,
        READ_HISTORY_VARIABLE
    };

    private static final Permission[] REPAIR = {UPDATE_INSTANCE, RETRY_JOB, SUSPEND_INSTANCE, UPDATE_TASK};

    private EngineGroups() {}

    static List<Grant> grants() {
        var all = new ArrayList<Grant>();
        for (var role : Role.values()) {
            all.addAll(seeing(role.group()));
            all.add(processes(role));
        }
        all.addAll(administering());
        all.addAll(acting());
        return all;
    }

    private static List<Grant> seeing(String group) {
        return List.of(
                grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS),
                grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS),
                grant(group, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY),
                grant(group, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ),
                grant(group, Resources.DEPLOYMENT, ANY, Permissions.READ),
                grant(group, Resources.FILTER, ANY, Permissions.READ),
                grant(group, Resources.USER, ANY, Permissions.READ),
                grant(group, Resources.GROUP, ANY, Permissions.READ),
                grant(group, Resources.BATCH, ANY, Permissions.READ),
                grant(group, Resources.OPERATION_LOG_CATEGORY, ANY, UserOperationLogCategoryPermissions.READ));
    }

    private static Grant processes(Role role) {
        return switch (role) {
            case ADMINISTRATOR, OPERATOR ->
                grant(
                        role.group(),
                        Resources.PROCESS_DEFINITION,
                        ANY,
                        Stream.of(SEE, REPAIR).flatMap(Stream::of).toArray(Permission[]::new));
            case BILLING_MANAGER, PROCESS_OWNER, AUDITOR -> grant(role.group(), Resources.PROCESS_DEFINITION, ANY, SEE);
        };
    }

    private static List<Grant> administering() {
        return List.of(
                grant(ADMINISTRATORS, Resources.APPLICATION, "admin", Permissions.ACCESS),
                grant(ADMINISTRATORS, Resources.PROCESS_DEFINITION, ANY, DELETE_INSTANCE),
                grant(ADMINISTRATORS, Resources.AUTHORIZATION, ANY, Permissions.READ),
                grant(ADMINISTRATORS, Resources.FILTER, ANY, Permissions.ALL),
                grant(ADMINISTRATORS, Resources.BATCH, ANY, BatchPermissions.READ, BatchPermissions.CREATE),
                grant(ADMINISTRATORS, Resources.SYSTEM, ANY, SystemPermissions.READ));
    }

    /** What the domain has allowed needs no second permission: the rules are at the edge and in the domain. */
    private static List<Grant> acting() {
        return List.of(
                grant(APPLICATION, Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.ALL),
                grant(APPLICATION, Resources.PROCESS_INSTANCE, ANY, ProcessInstancePermissions.ALL),
                grant(APPLICATION, Resources.TASK, ANY, TaskPermissions.ALL),
                grant(APPLICATION, Resources.DECISION_DEFINITION, ANY, Permissions.ALL),
                grant(APPLICATION, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ),
                grant(APPLICATION, Resources.DEPLOYMENT, ANY, Permissions.READ),
                grant(APPLICATION, Resources.BATCH, ANY, BatchPermissions.ALL),
                grant(APPLICATION, Resources.OPERATION_LOG_CATEGORY, ANY, UserOperationLogCategoryPermissions.READ));
    }

    private static Grant grant(String group, Resource resource, String id, Permission... permissions) {
        return new Grant(group, resource, id, List.of(permissions));
    }
}
