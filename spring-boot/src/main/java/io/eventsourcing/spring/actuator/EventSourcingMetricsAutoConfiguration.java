package io.eventsourcing.spring.actuator;

import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerMonitor;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

/** Meters, where the application has Micrometer; a run of a command has none. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@Profile("!eventsourcing-command")
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(EventSourcingDatabases.class)
public class EventSourcingMetricsAutoConfiguration {
    private static final Duration AGE = Duration.ofSeconds(5);

    @Bean
    @ConditionalOnMissingBean(name = "eventSourcingAppendMeters")
    AppendMeters eventSourcingAppendMeters(ObjectProvider<EventSourcingDatabases> databases) {
        return new AppendMeters(databases);
    }

    @Bean
    @ConditionalOnMissingBean(name = "eventSourcingFollowerMeters")
    @ConditionalOnBean({EventSourcedSystem.class, FollowerMonitor.class})
    MeterBinder eventSourcingFollowerMeters(EventSourcedSystem system, FollowerMonitor monitor) {
        return new FollowerMeters(system, new RecentReports(monitor, AGE));
    }
}
