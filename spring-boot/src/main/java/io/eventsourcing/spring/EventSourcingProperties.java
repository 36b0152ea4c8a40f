package io.eventsourcing.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of event sourcing.
 *
 * @param enabled whether event sourcing is configured at all
 * @param schema the tables
 * @param runner what keeps followers up to date
 */
@ConfigurationProperties("eventsourcing")
public record EventSourcingProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Schema schema,
        @DefaultValue Runner runner) {
    /**
     * The tables.
     *
     * @param migrate whether the tables are made and updated at start, after the application's own migrations
     */
    public record Schema(@DefaultValue("true") boolean migrate) {}

    /**
     * What keeps followers up to date.
     *
     * @param autoStart whether the runner starts with the application; false for nodes that only serve requests
     * @param kind whether followers have threads of their own, or process on the thread that saves
     * @param batchSize how many notifications are processed in one transaction, at most
     * @param pollInterval how long a follower sleeps, at most, before it looks for events that other processes saved
     * @param retries how often a failing notification is tried again before its follower stops
     */
    public record Runner(
            @DefaultValue("true") boolean autoStart,
            @DefaultValue("multi-threaded") Kind kind,
            @DefaultValue("500") int batchSize,
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue("5") int retries) {
        /** The kinds of runners. */
        public enum Kind {
            /** On the thread that saves, after its commit. */
            SINGLE_THREADED,
            /** On one thread for each pipe. */
            MULTI_THREADED
        }

        public Runner {
            require(batchSize >= 1, "batch-size", batchSize, "1 or more");
            require(pollInterval.toMillis() >= 1, "poll-interval", pollInterval, "1ms or more");
            require(retries >= 0, "retries", retries, "0 or more");
        }

        private static void require(boolean fulfilled, String property, Object value, String remedy) {
            if (!fulfilled) {
                throw new IllegalArgumentException(
                        "eventsourcing.runner.%s is %s: set it to %s".formatted(property, value, remedy));
            }
        }
    }
}
