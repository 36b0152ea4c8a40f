package io.eventsourcing.spring.actuator;

import io.eventsourcing.application.Application;
import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.system.EventSourcedSystem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** A part of the endpoint {@code info}, where the application has Spring Boot's actuator. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass(InfoContributor.class)
@ConditionalOnBean(EventSourcingDatabases.class)
@ConditionalOnProperty(prefix = "management.info.eventsourcing", name = "enabled", matchIfMissing = true)
public class EventSourcingInfoAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "eventSourcingInfoContributor")
    InfoContributor eventSourcingInfoContributor(
            EventSourcingDatabases databases,
            ObjectProvider<Application> applications,
            ObjectProvider<EventSourcedSystem> systems) {
        return new EventSourcingInfo(databases, applications, systems);
    }
}
