package io.tenantry.workflow.engine;

import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A step whose doing a test decides. */
@Component
class ProbeStep implements JavaDelegate {

    private Consumer<DelegateExecution> doing = execution -> {};

    void does(Consumer<DelegateExecution> doing) {
        this.doing = doing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        doing.accept(execution);
    }
}
