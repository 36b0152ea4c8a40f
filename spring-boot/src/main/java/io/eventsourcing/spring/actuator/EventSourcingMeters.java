package io.eventsourcing.spring.actuator;

import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Pipe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Commits of each application, counted as they happen, and how the followers are doing whenever meters are read. */
final class EventSourcingMeters implements MeterBinder {
    private final EventSourcingDatabases databases;
    private final EventSourcedSystem system;
    private final RecentReports reports;

    EventSourcingMeters(EventSourcingDatabases databases, EventSourcedSystem system, RecentReports reports) {
        this.databases = databases;
        this.system = system;
        this.reports = reports;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        databases.all().values().forEach(database -> database.store().addListener(names -> count(registry, names)));
        Gauge.builder("eventsourcing.head.held", databases, all -> all.delay().isPresent() ? 1 : 0)
                .description("1 while a transaction has held the settled head for long")
                .register(registry);
        for (Pipe pipe : system.pipes()) {
            for (int segment = 0; segment < pipe.segments(); segment++) {
                new Segment(registry, pipe, segment).bind();
            }
        }
    }

    private static void count(MeterRegistry registry, Set<String> applicationNames) {
        for (String name : applicationNames) {
            Counter.builder("eventsourcing.commits")
                    .description("Transactions that have stored events of the application")
                    .tag("application", name)
                    .register(registry)
                    .increment();
        }
    }

    /** The meters of one segment of a follower. */
    private final class Segment {
        private final MeterRegistry registry;
        private final Pipe pipe;
        private final int number;

        Segment(MeterRegistry registry, Pipe pipe, int number) {
            this.registry = registry;
            this.pipe = pipe;
            this.number = number;
        }

        void bind() {
            gauge("lag", "Notifications before the follower", FollowerReport::lag);
            gauge(
                    "position",
                    "The notification id up to which it has come",
                    report -> report.status().position());
            gauge("parked", "Notifications that it has put aside", FollowerReport::parked);
            gauge("rate", "Notifications that it processes in a second here", FollowerReport::perSecond);
            gauge("stopped", "1 when it has stopped", report -> report.status().state() == State.STOPPED ? 1 : 0);
        }

        private void gauge(String name, String description, ToDoubleFunction<FollowerReport> value) {
            Gauge.builder(
                            "eventsourcing.follower." + name,
                            reports,
                            recent -> recent.of(pipe, number)
                                    .map(report -> value.applyAsDouble(report))
                                    .orElse(Double.NaN))
                    .description(description)
                    .tags(Tags.of(
                            "follower", pipe.followerName(),
                            "leader", pipe.leaderName(),
                            "segment", String.valueOf(number)))
                    .register(registry);
        }
    }
}
