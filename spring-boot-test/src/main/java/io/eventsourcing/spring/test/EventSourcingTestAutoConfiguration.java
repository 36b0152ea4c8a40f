package io.eventsourcing.spring.test;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import io.eventsourcing.spring.EventSourcingCustomizer;
import io.eventsourcing.testkit.scenario.TestClock;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What tests have beside the application's own beans. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
public class EventSourcingTestAutoConfiguration {
    /** What the clock shows when a test begins. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The time at which events are recorded. Other beans may have it as their clock. */
    @Bean
    @ConditionalOnMissingBean(Clock.class)
    TestClock eventSourcingTestClock() {
        return TestClock.at(START);
    }

    @Bean
    @ConditionalOnBean(TestClock.class)
    EventSourcingCustomizer eventSourcingTestClockCustomizer(TestClock clock) {
        return builder -> builder.clock(clock);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(EventSourcing.class)
    TestEvents eventSourcingTestEvents(ObjectProvider<Application> applications) {
        return new TestEvents(applications);
    }
}
