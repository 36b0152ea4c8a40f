package io.eventsourcing.spring;

import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.system.Runner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health of the followers, where the application has health at all. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean({Runner.class, PersistenceModule.class})
@ConditionalOnProperty(prefix = "management.health.eventsourcing", name = "enabled", matchIfMissing = true)
public class EventSourcingHealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "eventSourcingHealthIndicator")
    HealthIndicator eventSourcingHealthIndicator(Runner runner, PersistenceModule persistence) {
        return new FollowersHealthIndicator(runner, persistence);
    }
}
