package io.eventsourcing.spring.observation;

import io.eventsourcing.persistence.Instrumentation;
import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Observations, where the application has a registry for them. */
@AutoConfiguration(
        before = EventSourcingAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnProperty(prefix = "eventsourcing.observations", name = "enabled", matchIfMissing = true)
public class EventSourcingObservationAutoConfiguration {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean(name = "eventSourcingObservations")
    Instrumentation eventSourcingObservations(ObservationRegistry registry) {
        return new ObservedWork(registry);
    }
}
