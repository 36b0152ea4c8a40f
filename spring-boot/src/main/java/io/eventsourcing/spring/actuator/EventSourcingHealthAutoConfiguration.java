package io.eventsourcing.spring.actuator;

import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.spring.EventSourcingProperties;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.Runner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

/** The health of the followers, where the application has health at all; a run of a command has none. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@Profile("!eventsourcing-command")
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean({Runner.class, FollowerMonitor.class, EventSourcingDatabases.class})
@ConditionalOnProperty(prefix = "management.health.eventsourcing", name = "enabled", matchIfMissing = true)
public class EventSourcingHealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "eventSourcingHealthIndicator")
    HealthIndicator eventSourcingHealthIndicator(
            Runner runner,
            FollowerMonitor monitor,
            EventSourcingDatabases databases,
            EventSourcingProperties properties) {
        return new FollowersHealthIndicator(runner, monitor, databases, properties.health());
    }
}
