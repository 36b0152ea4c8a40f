package io.eventsourcing.spring.actuator;

import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.Runner;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The endpoint, where the application has Spring Boot's actuator. It is exposed as other endpoints are: not unless asked for. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBean({EventSourcedSystem.class, Runner.class, FollowerMonitor.class, EventSourcingDatabases.class})
public class EventSourcingEndpointAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EventSourcingEndpoint eventSourcingEndpoint(
            EventSourcedSystem system, Runner runner, FollowerMonitor monitor, EventSourcingDatabases databases) {
        return new EventSourcingEndpoint(system, runner, monitor, databases);
    }
}
