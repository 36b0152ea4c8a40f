package io.eventsourcing.spring.test;

import io.eventsourcing.application.Application;
import io.eventsourcing.mapping.Transcoder;
import io.eventsourcing.mapping.Upcaster;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.spring.EventSourcingCustomizer;
import io.eventsourcing.spring.MetadataContributor;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/** Leaves out every component that does not belong to event sourcing. */
final class EventSourcingTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<EventSourcingTest> {
    private static final Set<Class<?>> TYPES = Set.of(
            Application.class,
            Projection.class,
            Transcoder.class,
            Upcaster.class,
            EventSourcingCustomizer.class,
            MetadataContributor.class);
    private static final Set<Class<?>> MADE =
            Set.of(Application.class, Projection.class, EventSourcedSystem.class, Runner.class);

    EventSourcingTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
    }

    @Override
    protected Set<Class<?>> getKnownIncludes() {
        return TYPES;
    }

    /** Also a configuration is found that makes a system, or what is in one. */
    @Override
    protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
        return super.defaultInclude(reader, factory) || makesSystem(reader.getAnnotationMetadata());
    }

    private static boolean makesSystem(AnnotationMetadata type) {
        return type.isAnnotated(Configuration.class.getName())
                && type.getAnnotatedMethods(Bean.class.getName()).stream()
                        .anyMatch(method -> isMade(method.getReturnTypeName()));
    }

    private static boolean isMade(String typeName) {
        try {
            Class<?> type = ClassUtils.forName(typeName, EventSourcingTypeExcludeFilter.class.getClassLoader());
            return MADE.stream().anyMatch(made -> made.isAssignableFrom(type));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
