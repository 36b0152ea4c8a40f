package io.eventsourcing.spring;

import io.eventsourcing.jdbc.TableNames;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of event sourcing.
 *
 * @param enabled whether event sourcing is configured at all
 * @param schema the tables
 * @param cache what recently changed aggregates are made from, kept in memory
 * @param runner what keeps followers up to date
 */
@ConfigurationProperties("eventsourcing")
public record EventSourcingProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Schema schema,
        @DefaultValue Cache cache,
        @DefaultValue Runner runner) {
    /**
     * The tables.
     *
     * @param name the schema that holds them; not set for the default one of the connections
     * @param tablePrefix what the names of all tables begin with
     * @param migration what makes and updates them at start, after the application's own migrations
     */
    public record Schema(
            @Nullable String name,
            @DefaultValue("") String tablePrefix,
            @DefaultValue("auto") Migration migration) {
        /** What makes and updates the tables. */
        public enum Migration {
            /** Flyway if it is on the class path, else Liquibase if that is. */
            AUTO,
            /** Flyway. */
            FLYWAY,
            /** Liquibase. */
            LIQUIBASE,
            /** Nothing: they are made otherwise. */
            NONE
        }

        TableNames tableNames() {
            return new TableNames(name, tablePrefix);
        }
    }

    /**
     * What recently changed aggregates are made from, kept in memory.
     *
     * @param maximumSize how many aggregates, at most; not set for no cache. Needs Caffeine on the class path
     * @param fastForward whether an update asks the database for the events that others have added since
     */
    public record Cache(
            @Nullable Long maximumSize,
            @DefaultValue("true") boolean fastForward) {
        public Cache {
            if (maximumSize != null && maximumSize < 1) {
                throw new IllegalArgumentException(
                        "eventsourcing.cache.maximum-size is %d: set it to 1 or more, or not at all for no cache"
                                .formatted(maximumSize));
            }
        }
    }

    /**
     * What keeps followers up to date.
     *
     * @param autoStart whether the runner starts with the application; false for nodes that only serve requests
     * @param kind whether followers have threads of their own, or process on the thread that saves
     * @param batchSize how many notifications are processed in one transaction, at most
     * @param pollInterval how long a follower sleeps, at most, before it looks for events that other processes saved
     * @param retries how often a failing notification is tried again before its follower stops
     * @param followers the names of the followers that this node runs; empty for all of the system
     * @param wakeUps whether the nodes tell each other of new events at once, where the database can do that; takes one more
     *     connection
     */
    public record Runner(
            @DefaultValue("true") boolean autoStart,
            @DefaultValue("multi-threaded") Kind kind,
            @DefaultValue("500") int batchSize,
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue("5") int retries,
            @DefaultValue Set<String> followers,
            @DefaultValue("false") boolean wakeUps) {
        /** The kinds of runners. */
        public enum Kind {
            /** On the thread that saves, after its commit. */
            SINGLE_THREADED,
            /** On one thread for each segment of each pipe. */
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
