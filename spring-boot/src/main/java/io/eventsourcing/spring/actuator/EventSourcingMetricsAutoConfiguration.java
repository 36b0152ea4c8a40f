package io.eventsourcing.spring.actuator;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerMonitor;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters, where the application has Micrometer. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean({EventSourcing.class, EventSourcedSystem.class, FollowerMonitor.class})
public class EventSourcingMetricsAutoConfiguration {
    private static final Duration AGE = Duration.ofSeconds(5);

    @Bean
    @ConditionalOnMissingBean(name = "eventSourcingMeters")
    MeterBinder eventSourcingMeters(EventSourcing eventSourcing, EventSourcedSystem system, FollowerMonitor monitor) {
        return new EventSourcingMeters(eventSourcing, system, new RecentReports(monitor, AGE));
    }
}
