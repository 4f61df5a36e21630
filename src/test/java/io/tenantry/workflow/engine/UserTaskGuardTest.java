package io.tenantry.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserTaskGuardTest {

    private final RuledEngine house = new RuledEngine();
    private boolean mapped;

    @BeforeEach
    void waitAtAUserTask() {
        house.deploy("mapProviderAccount", "<userTask id='mapProviderAccount' name='Map provider account'/>");
        house.start("ACC-000003");
    }

    @AfterEach
    void closeTheEngine() {
        house.close();
    }

    @Test
    void letsTheDoorComplete() {
        DomainCompletion.run(this::complete);

        assertThat(isOpen()).isFalse();
    }

    @Test
    void refusesAClickOnATaskThatOnlyTheDomainCompletes() {
        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(this::complete)
                .withMessageContaining("Task 'Map provider account' cannot be completed here.")
                .withMessageContaining("It completes by itself when the thing it asks for is done in Tenantry");

        assertThat(isOpen()).isTrue();
    }

    @Test
    void refusesAClickUntilTheThingIsDone() {
        house.conditions.add(accountIsMapped());

        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(this::complete)
                .withMessageContaining("ACC-000003 has no customer yet; map it under Provider accounts.");
        assertThat(isOpen()).isTrue();

        mapped = true;
        complete();

        assertThat(isOpen()).isFalse();
    }

    @Test
    void forgetsTheDoorOnceItIsThrough() {
        DomainCompletion.run(() -> DomainCompletion.run(() -> {}));

        assertThatExceptionOfType(ProcessEngineException.class).isThrownBy(this::complete);
    }

    @Test
    void forgetsTheDoorThatFailed() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> DomainCompletion.run(() -> {
                    throw new IllegalStateException("no");
                }));

        assertThatExceptionOfType(ProcessEngineException.class).isThrownBy(this::complete);
    }

    @Test
    void isNotMistakenForAnErrorEventOfTheDiagram() {
        house.deploy(
                "mapProviderAccount",
                """
                <userTask id='mapProviderAccount' name='Map provider account'/>
                <boundaryEvent id='anyError' attachedToRef='mapProviderAccount'><errorEventDefinition/></boundaryEvent>
                <sequenceFlow id='away' sourceRef='anyError' targetRef='ended'/>
                """);
        var second = house.start("ACC-000004");

        assertThatExceptionOfType(ProcessEngineException.class).isThrownBy(() -> house.engine
                .getTaskService()
                .complete(house.engine
                        .getTaskService()
                        .createTaskQuery()
                        .processInstanceId(second.getId())
                        .singleResult()
                        .getId()));

        assertThat(house.engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(second.getId())
                        .count())
                .isEqualTo(1);
    }

    private UserTaskCondition accountIsMapped() {
        return new UserTaskCondition() {
            @Override
            public String task() {
                return "mapProviderAccount";
            }

            @Override
            public Optional<String> openReason(DelegateTask task) {
                return mapped
                        ? Optional.empty()
                        : Optional.of("%s has no customer yet; map it under Provider accounts."
                                .formatted(task.getExecution().getProcessBusinessKey()));
            }
        };
    }

    private void complete() {
        var tasks = house.engine.getTaskService();
        tasks.complete(tasks.createTaskQuery().singleResult().getId());
    }

    private boolean isOpen() {
        return house.engine.getTaskService().createTaskQuery().count() == 1;
    }
}
