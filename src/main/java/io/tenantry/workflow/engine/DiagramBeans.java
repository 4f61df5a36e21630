package io.tenantry.workflow.engine;

import java.util.AbstractMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateVariableMapping;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The beans that a diagram can name: its delegates and listeners, the decisions, and nothing else of the application.
 * Left to itself the engine would hand each bean to each diagram, data source and all.
 */
class DiagramBeans extends AbstractMap<Object, Object> {

    private static final String WORKFLOW = "io.tenantry.workflow.";
    private static final String DECISIONS = "io.tenantry.decision.";
    private static final List<Class<?>> ROLES =
            List.of(JavaDelegate.class, ExecutionListener.class, TaskListener.class, DelegateVariableMapping.class);

    private final ListableBeanFactory beans;

    DiagramBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String bean && beans.containsBean(bean) && isShown(bean);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name instanceof String bean && containsKey(bean) ? beans.getBean(bean) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Stream.of(beans.getBeanDefinitionNames())
                .filter(this::isShown)
                .collect(Collectors.toMap(name -> (Object) name, beans::getBean))
                .entrySet();
    }

    private boolean isShown(String name) {
        var type = beans.getType(name, false);
        return type != null && (isIn(DECISIONS, type) || isIn(WORKFLOW, type) && isMadeForDiagrams(type));
    }

    private static boolean isMadeForDiagrams(Class<?> type) {
        return ROLES.stream().anyMatch(role -> role.isAssignableFrom(type))
                || ClassUtils.getUserClass(type).isAnnotationPresent(DiagramBean.class);
    }

    static boolean isOurs(Class<?> type) {
        return isIn(WORKFLOW, type) || isIn(DECISIONS, type);
    }

    private static boolean isIn(String module, Class<?> type) {
        return ClassUtils.getUserClass(type).getName().startsWith(module);
    }
}
