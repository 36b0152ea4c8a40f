package io.eventsourcing.spring.metadata;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.EventSourcingProperties;
import io.eventsourcing.spring.MetadataContributor;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.security.core.context.SecurityContextHolder;

/** What the framework knows of the work at hand, for the metadata of events. */
@AutoConfiguration(
        after = EventSourcingAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration"
        })
@ConditionalOnBean(EventSourcing.class)
public class EventSourcingMetadataAutoConfiguration {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean(name = "eventSourcingLoggedMetadata")
    MetadataContributor eventSourcingLoggedMetadata(EventSourcingProperties properties) {
        return new LoggedMetadata(properties.metadata().mdc());
    }

    @Bean
    @ConditionalOnMissingBean(name = "eventSourcingTaskDecorator")
    @ConditionalOnProperty(prefix = "eventsourcing.metadata", name = "async", matchIfMissing = true)
    TaskDecorator eventSourcingTaskDecorator(ObjectProvider<EventSourcing> eventSourcing) {
        return new CarryingTaskDecorator(eventSourcing);
    }

    /** Apart, so that it is loaded only where Spring Security is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    @ConditionalOnProperty(prefix = "eventsourcing.metadata", name = "user", matchIfMissing = true)
    static class SecurityConfiguration {
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        @ConditionalOnMissingBean(name = "eventSourcingUserMetadata")
        MetadataContributor eventSourcingUserMetadata() {
            return new UserMetadata();
        }
    }

    /** Apart, so that it is loaded only where Micrometer's tracing is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Tracer.class, Propagator.class})
    @ConditionalOnBean({Tracer.class, Propagator.class})
    @ConditionalOnProperty(prefix = "eventsourcing.metadata", name = "trace", matchIfMissing = true)
    static class TracingConfiguration {
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        @ConditionalOnMissingBean(name = "eventSourcingTraceMetadata")
        MetadataContributor eventSourcingTraceMetadata(Tracer tracer, Propagator propagator) {
            return new TraceMetadata(tracer, propagator);
        }
    }
}
