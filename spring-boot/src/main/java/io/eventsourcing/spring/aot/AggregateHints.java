package io.eventsourcing.spring.aot;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.EventTypeException;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.domain.Snapshots;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The aggregates that applications have repositories of in their fields: these are made by reflection, and their events and
 * snapshots are read from JSON. Of event types that are not sealed, and of deciders, the events have to be registered by hand.
 */
final class AggregateHints implements BeanFactoryInitializationAotProcessor {
    private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        List<Class<?>> aggregates = Stream.of(beans.getBeanNamesForType(Application.class, true, false))
                .map(beans::getType)
                .<Class<?>>mapMulti((type, next) -> {
                    if (type != null) {
                        aggregates(ClassUtils.getUserClass(type)).forEach(next);
                    }
                })
                .distinct()
                .toList();
        return aggregates.isEmpty()
                ? null
                : (context, code) -> aggregates.forEach(
                        type -> register(type, context.getRuntimeHints().reflection()));
    }

    private static List<Class<?>> aggregates(Class<?> applicationType) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type = applicationType; type != Application.class && type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Class<?> aggregate = ResolvableType.forField(field)
                        .as(Repository.class)
                        .getGeneric(0)
                        .resolve();
                if (aggregate != null && Aggregate.class.isAssignableFrom(aggregate)) {
                    found.add(aggregate);
                }
            }
        }
        return found;
    }

    private void register(Class<?> aggregate, ReflectionHints reflection) {
        reflection.registerType(aggregate, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        eventTypes(aggregate).forEach(event -> binding.registerReflectionHints(reflection, event));
        Class<?> snapshot = resolved(aggregate, Snapshots.class);
        if (snapshot != null) {
            binding.registerReflectionHints(reflection, snapshot);
        }
    }

    private static Set<Class<?>> eventTypes(Class<?> aggregate) {
        Class<?> type = resolved(aggregate, Aggregate.class);
        try {
            return type == null ? Set.of() : OriginatorType.eventTypes(type);
        } catch (EventTypeException e) {
            return Set.of();
        }
    }

    private static @Nullable Class<?> resolved(Class<?> type, Class<?> generic) {
        return ResolvableType.forClass(type).as(generic).getGeneric(0).resolve();
    }
}
