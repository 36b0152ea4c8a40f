package io.eventsourcing.spring.actuator;

import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Pipe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** How the followers are doing, whenever meters are read. */
final class FollowerMeters implements MeterBinder {
    private final EventSourcedSystem system;
    private final RecentReports reports;

    FollowerMeters(EventSourcedSystem system, RecentReports reports) {
        this.system = system;
        this.reports = reports;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Pipe pipe : system.pipes()) {
            for (int segment = 0; segment < pipe.segments(); segment++) {
                new Segment(registry, pipe, segment).bind();
            }
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
            FunctionCounter.builder(
                            "eventsourcing.follower.failures",
                            reports,
                            recent -> value(recent, FollowerReport::failures))
                    .description("How often processing has failed here, whole batches included")
                    .tags(tags())
                    .register(registry);
            gauge("stopped", "1 when it has stopped", report -> report.status().state() == State.STOPPED ? 1 : 0);
        }

        private void gauge(String name, String description, ToDoubleFunction<FollowerReport> value) {
            Gauge.builder("eventsourcing.follower." + name, reports, recent -> value(recent, value))
                    .description(description)
                    .tags(tags())
                    .register(registry);
        }

        private double value(RecentReports recent, ToDoubleFunction<FollowerReport> value) {
            return recent.of(pipe, number)
                    .map(report -> value.applyAsDouble(report))
                    .orElse(Double.NaN);
        }

        private Tags tags() {
            return Tags.of(
                    "follower", pipe.followerName(),
                    "leader", pipe.leaderName(),
                    "segment", String.valueOf(number));
        }
    }
}
