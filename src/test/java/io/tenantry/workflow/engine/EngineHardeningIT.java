package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import io.tenantry.security.Role;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

/** Tries what has been published against the engine's web applications, as each kind of person here. */
class EngineHardeningIT extends ScenarioTest {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private IdentityService identities;

    @Autowired
    private AuthorizationService authorizations;

    @Test
    void hasNoOpenRest() {
        assertThat(client().get()
                        .uri("/engine-rest/engine")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(as("admin")
                        .get()
                        .uri("/engine-rest/engine")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/auth/user/default/login/cockpit",
                ENGINE + "/deployment/create",
                ENGINE + "/deployment/some-id/redeploy",
                ENGINE + "/process-definition/key/probe/start",
                ENGINE + "/message",
                ENGINE + "/signal",
                ENGINE + "/condition",
                ENGINE + "/migration/execute",
                ENGINE + "/modification/execute",
                ENGINE + "/process-instance/some-id/modification",
                ENGINE + "/process-instance/message-async",
                ENGINE + "/process-instance/variables-async",
                ENGINE + "/process-instance/delete",
                ENGINE + "/process-instance/delete-historic-query-based",
                ENGINE + "/process-instance/some-id/variables",
                ENGINE + "/process-instance/some-id/variables/customerNumber/data",
                ENGINE + "/execution/some-id/localVariables",
                ENGINE + "/task/some-id/variables",
                ENGINE + "/task/some-id/localVariables",
                ENGINE + "/job/some-id/duedate/recalculate",
                ENGINE + "/execution/some-id/signal",
                ENGINE + "/execution/some-id/messageSubscriptions/any/trigger",
                ENGINE + "/task/some-id/resolve",
                ENGINE + "/task/some-id/bpmnError",
                ENGINE + "/task/some-id/bpmnEscalation"
            })
    void isClosedEvenToTheAdministratorAt(String path) {
        var browser = new Browser(as("admin"));

        assertThat(browser.post(path, "{}").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(client().post().uri(path).retrieve().toBodilessEntity().getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /process-instance/some-id/variables/customerNumber",
        "DELETE, /process-instance/some-id/variables/customerNumber",
        "PUT, /execution/some-id/localVariables/customerNumber",
        "DELETE, /execution/some-id/localVariables/customerNumber",
        "PUT, /task/some-id/variables/customerNumber",
        "PUT, /task/some-id/localVariables/customerNumber",
        "PUT, /job/some-id/duedate",
        "DELETE, /job/some-id"
    })
    void letsNobodyPushAProcessPastTheDomain(String method, String path) {
        for (var person : List.of("admin", "operator")) {
            var answer = write(person, HttpMethod.valueOf(method), path);

            assertThat(answer.getStatusCode()).as(person).isEqualTo(HttpStatus.FORBIDDEN);
            assertThat(answer.getBody()).as(person).contains("https://tenantry.io/problems/not-allowed");
        }
    }

    /** Past the edge: the engine says that it has no such job. */
    @ParameterizedTest
    @CsvSource({"PUT, /job/no-such-job/retries", "POST, /job/no-such-job/execute"})
    void stillLetsOperatorsRepair(String method, String path) {
        var answer = write("operator", HttpMethod.valueOf(method), path);

        assertThat(answer.getBody()).contains("no-such-job").doesNotContain("https://tenantry.io/problems/");
    }

    @Test
    void stillShowsVariables() {
        var answer = new Browser(as("auditor")).get(ENGINE + "/process-instance/no-such-process/variables");

        assertThat(answer.getBody()).contains("no-such-process").doesNotContain("https://tenantry.io/problems/");
    }

    @Test
    void letsOnlyAdministratorsDeleteARunningProcess() {
        var path = "/process-instance/no-such-process";

        assertThat(write("operator", HttpMethod.DELETE, path).getBody())
                .contains("https://tenantry.io/problems/not-allowed");
        assertThat(write("admin", HttpMethod.DELETE, path).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    /** CVE-2026-77226: with nobody in the group, anybody may become the first administrator. */
    @Test
    void alwaysHasAnAdministrator() {
        assertThat(identities
                        .createUserQuery()
                        .memberOfGroup(EngineGroups.ADMINISTRATORS)
                        .count())
                .isPositive();
    }

    /** CVE-2026-109432: expressions in the branches of a query were evaluated for people with no rights. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${''.getClass().getName()}\"}]}",
                "{\"orQueries\":[{\"assigneeExpressio\\u006e\":\"${now()}\"}]}",
                "{\"dueAfterExpression\":\"${now()}\"}"
            })
    void refusesExpressionsInQueries(String query) {
        var answer = new Browser(as("auditor")).post(ENGINE + "/task", query);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("https://tenantry.io/problems/expression-refused");
    }

    @Test
    void refusesExpressionsInTheAddress() {
        var answer = new Browser(as("auditor")).get(ENGINE + "/task?assigneeExpression=anybody");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void refusesABodyThatItCannotLookInto() {
        var answer = new Browser(as("auditor")).post(ENGINE + "/task", "{\"orQueries\":[{'dueAfterExpression':''}]}");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody()).contains("https://tenantry.io/problems/unreadable-json");
    }

    @Test
    void stillAnswersQueriesWithoutExpressions() {
        var answer = new Browser(as("auditor")).post(ENGINE + "/task", "{\"orQueries\":[{\"assignee\":\"jo\"}]}");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    /** The guard behind the edge: the same query straight at the engine. */
    @Test
    void evaluatesNoClassInAQueryEvenPastTheEdge() {
        var query = engine.getTaskService()
                .createTaskQuery()
                .or()
                .taskAssigneeExpression("${''.getClass().forName('java.lang.Runtime')}")
                .endOr();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(query::list))
                .hasStackTraceContaining("Expressions may not use 'getClass' of java.lang.String");
    }

    @Test
    void showsDiagramsNoBeanButDelegates() {
        for (var hidden :
                List.of("dataSource", "environment", "processEngine", "repositoryService", "passwordEncoder")) {
            var query = engine.getTaskService()
                    .createTaskQuery()
                    .or()
                    .taskAssigneeExpression("${" + hidden + "}")
                    .endOr();
            assertThat(org.assertj.core.api.Assertions.catchThrowable(query::list))
                    .as(hidden)
                    .hasStackTraceContaining("Cannot resolve identifier '" + hidden + "'");
        }
    }

    @Test
    void keepsItsSwitchesOff() {
        var configuration = configuration();

        assertThat(configuration.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(configuration.isEnableExpressionsInStoredQueries()).isFalse();
        assertThat(configuration.isEnableXxeProcessing()).isFalse();
        assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(configuration.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(configuration.isEnablePasswordPolicy()).isTrue();
        assertThat(configuration.isAuthorizationEnabled()).isTrue();
        assertThat(configuration.getScriptEngineResolver()).isInstanceOf(NoScripts.class);
        assertThat(configuration.getHistoryTimeToLive()).isEqualTo("P2555D");
    }

    @Test
    void letsNobodyDeploy() {
        for (var role : Role.values()) {
            var groups = Stream.of(role.group(), EngineGroups.ADMINISTRATORS).toList();
            for (var right : List.of(Permissions.CREATE, Permissions.DELETE)) {
                assertThat(authorizations.isUserAuthorized("anybody", groups, right, Resources.DEPLOYMENT))
                        .as("%s may %s deployments", role, right)
                        .isFalse();
            }
            assertThat(authorizations.isUserAuthorized("anybody", groups, Permissions.CREATE, Resources.AUTHORIZATION))
                    .isFalse();
        }
        var upload = new LinkedMultiValueMap<String, Object>();
        upload.add("deployment-name", "evil");
        upload.add("evil.bpmn", new ByteArrayResource(RuledEngine.diagram("step", "<task id='step'/>")));
        var before = engine.getRepositoryService().createDeploymentQuery().count();

        var answer = new Browser(as("admin"))
                .exchange(HttpMethod.POST, ENGINE + "/deployment/create", MediaType.MULTIPART_FORM_DATA, upload);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(engine.getRepositoryService().createDeploymentQuery().count())
                .isEqualTo(before);
    }

    @Test
    void logsPeopleInToTheWebApplicationsAsWhoTheyAreHere() {
        var admin = new Browser(as("admin"));
        admin.get("/camunda/app/cockpit/default/");
        assertThat(admin.get("/camunda/api/admin/auth/user/default").getBody())
                .contains("\"userId\":\"admin\"", "cockpit", "tasklist", "\"admin\"");

        var auditor = new Browser(as("auditor"));
        auditor.get("/camunda/app/cockpit/default/");
        assertThat(auditor.get("/camunda/api/admin/auth/user/default").getBody())
                .contains("\"userId\":\"auditor\"", "cockpit")
                .doesNotContain("\"admin\"");
        assertThat(auditor.get("/camunda/app/admin/default/").getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void keepsTheWebApplicationsSafeFromOtherSites() {
        var answer = as("operator")
                .post()
                .uri(ENGINE + "/task")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .retrieve()
                .toBodilessEntity();

        assertThat(answer.getStatusCode()).as("a write without the token").isEqualTo(HttpStatus.FORBIDDEN);
    }

    private ResponseEntity<String> write(String logIn, HttpMethod method, String path) {
        return new Browser(as(logIn)).exchange(method, ENGINE + path, MediaType.APPLICATION_JSON, "{\"retries\":1}");
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
