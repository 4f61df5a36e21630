package io.tenantry.workflow.manualorder;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willDoNothing;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import io.tenantry.notification.OperationsNotices;
import io.tenantry.subscription.ManualOrder;
import io.tenantry.subscription.ManualOrderAnswered;
import io.tenantry.subscription.ManualOrders;
import io.tenantry.workflow.ProcessTest;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.mockito.Mockito;

class ManualOrderProcessTest extends ProcessTest {

    private ManualOrders orders;
    private OperationsNotices notices;
    private ManualOrderProcess door;

    ManualOrderProcessTest() {
        super(ManualOrderProcess.KEY);
    }

    @Override
    protected void open() {
        orders = mock();
        notices = mock();
        bind(new AskOperations(orders, notices));
        door = new ManualOrderProcess(ENGINE.getTaskService());
        given(orders.get("LCL-1"))
                .willReturn(new ManualOrder(
                        "LCL-1",
                        "SUB-1",
                        "Domain contoso.com",
                        "manual",
                        "CUS-1",
                        "DOMAIN:1",
                        3,
                        "P1Y",
                        "ANNUAL",
                        null,
                        true,
                        "order 3 of Domain contoso.com (DOMAIN:1) of tenant CUS-1, term P1Y, billed ANNUAL.",
                        "request-1"));
    }

    @Test
    void asksOperationsOnceAndEndsWhenAPersonSaysThatItIsDone() {
        var order = start();
        runJobs();

        assertThat(order).isWaitingAt("confirmAtProvider");
        InOrder inOrder = Mockito.inOrder(notices, orders);
        inOrder.verify(notices)
                .send(
                        eq("manual-order:LCL-1:request-1"),
                        eq("To be done by hand: LCL-1 of Domain contoso.com"),
                        contains("Total quantity afterwards: 3"),
                        eq("/manual-orders"));
        inOrder.verify(orders).wanted("LCL-1");

        door.answered(new ManualOrderAnswered("LCL-2", "SUB-1", true, "Done"));
        assertThat(order).isWaitingAt("confirmAtProvider");
        door.answered(new ManualOrderAnswered("LCL-1", "SUB-1", true, "Done"));

        assertThat(order).isEnded().hasPassed("doneByHand");
    }

    @Test
    void endsWithTheWordsOfThePersonWhoCannotDoIt() {
        var order = start();
        runJobs();

        door.answered(new ManualOrderAnswered("LCL-1", "SUB-1", false, "Sold out"));

        assertThat(order).isEnded().hasPassed("impossibleAtProvider");
        Assertions.assertThat(variable(order, "refusal")).isEqualTo("Sold out");
    }

    @Test
    void asksNobodyBeforeTheMailIsOut() {
        willThrow(new IllegalStateException("The mail server is down"))
                .willDoNothing()
                .given(notices)
                .send(any(), any(), any(), any());

        var order = start();
        Assertions.assertThatThrownBy(ProcessTest::runJobs).hasMessageContaining("The mail server is down");

        assertThat(order).hasNotPassed("askOperations");
        then(orders).should(Mockito.never()).wanted(any());

        willDoNothing().given(notices).send(any(), any(), any(), any());
        runJobs();

        assertThat(order).isWaitingAt("confirmAtProvider");
    }

    private static ProcessInstance start() {
        return ENGINE.getRuntimeService()
                .startProcessInstanceByKey(ManualOrderProcess.KEY, "LCL-1", Map.of(ManualOrderData.CHANGE, "LCL-1"));
    }
}
