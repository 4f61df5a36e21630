package io.tenantry.workflow.engine;

import java.beans.FeatureDescriptor;
import java.beans.Introspector;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an expression may look into: plain values, the execution or task that it belongs to, and the beans that
 * diagrams are shown. Anything else is refused, first of all a class: from {@code ''.getClass()} it is two steps to any
 * command on this machine, and people without rights have found ways to have expressions evaluated (CVE-2026-109432).
 */
class ExpressionGuard extends ELResolver {

    private static final List<Class<?>> PLAIN = List.of(
            CharSequence.class,
            Number.class,
            Boolean.class,
            Character.class,
            Enum.class,
            Date.class,
            TemporalAccessor.class,
            TemporalAmount.class,
            Collection.class,
            Map.class,
            Optional.class,
            org.joda.time.DateTime.class);

    /** Of these no expression ever needs anything, on any value. */
    private static final Set<String> NEVER = Set.of("class", "getClass", "declaringClass", "getDeclaringClass");

    private static final Pattern READING = Pattern.compile("(get|is|has)[A-Z].*");

    private static final Set<String> READABLE_IN_SCOPE = readable(DelegateExecution.class, DelegateTask.class);

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        admit(base, String.valueOf(property));
        return null;
    }

    @Override
    public @Nullable Object invoke(
            ELContext context, @Nullable Object base, Object method, Class<?>[] types, Object[] parameters) {
        admit(base, String.valueOf(method));
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
        if (base != null) {
            throw refusal(base, String.valueOf(property));
        }
    }

    private static void admit(@Nullable Object base, String name) {
        if (base != null && !mayRead(base, name)) {
            throw refusal(base, name);
        }
    }

    private static boolean mayRead(Object base, String name) {
        if (NEVER.contains(name)) {
            return false;
        }
        if (base instanceof DelegateExecution || base instanceof DelegateTask) {
            return READABLE_IN_SCOPE.contains(name);
        }
        return base.getClass().isArray()
                || PLAIN.stream().anyMatch(type -> type.isInstance(base))
                || DiagramBeans.isOurs(base.getClass());
    }

    private static ProcessEngineException refusal(Object base, String name) {
        return new ProcessEngineException(
                "Expressions may not use '%s' of %s; they may read variables, the execution, the task, and name delegates"
                        .formatted(name, base.getClass().getName()));
    }

    /** Methods that read, by their own names and as properties, without those that lead into the engine or the model. */
    private static Set<String> readable(Class<?>... scopes) {
        return Stream.of(scopes)
                .flatMap(scope -> Stream.of(scope.getMethods()))
                .filter(method -> READING.matcher(method.getName()).matches())
                .filter(method -> Stream.of(
                                ProcessEngineServices.class, ModelInstance.class, ModelElementInstance.class)
                        .noneMatch(inner -> inner.isAssignableFrom(method.getReturnType())))
                .flatMap(method -> Stream.of(method.getName(), property(method.getName())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String property(String method) {
        return Introspector.decapitalize(method.replaceFirst("^(get|is|has)", ""));
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        return null;
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return null;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return null;
    }
}
