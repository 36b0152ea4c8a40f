package io.eventsourcing.spring;

import io.eventsourcing.jdbc.TableNames;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.RunnerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of event sourcing.
 *
 * @param enabled whether event sourcing is configured at all
 * @param dataSource the name of the DataSource bean that events are stored in, if it is not the primary or only one
 * @param logStartupInfo whether what was found and how it is set is logged at start
 * @param schema the tables
 * @param format what states hold
 * @param compression what makes states smaller
 * @param encryption how states are encrypted
 * @param snapshots whether snapshots are taken and read where repositories ask for them
 * @param appendLimit how much one transaction may append
 * @param cache what recently changed aggregates are made from, kept in memory
 * @param runner what keeps followers up to date
 * @param translateConflicts whether a commit that fails for a conflict throws an OptimisticLockingFailureException of
 *     Spring's, with the library's exception as its cause
 * @param metadata what events carry besides what the application gives them
 * @param web answers of web applications
 * @param health when the followers are not healthy
 * @param observations what is observed, where there is Micrometer's registry for observations
 * @param applications settings of single applications by their names, instead of those for all
 */
@ConfigurationProperties("eventsourcing")
public record EventSourcingProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String dataSource,
        @DefaultValue("true") boolean logStartupInfo,
        @DefaultValue Schema schema,
        @DefaultValue("json") Format format,
        @DefaultValue("none") Compression compression,
        @NestedConfigurationProperty @DefaultValue EncryptionProperties encryption,
        @DefaultValue("true") boolean snapshots,
        @DefaultValue AppendLimit appendLimit,
        @DefaultValue Cache cache,
        @DefaultValue Runner runner,
        @DefaultValue("false") boolean translateConflicts,
        @DefaultValue Metadata metadata,
        @DefaultValue Web web,
        @DefaultValue Health health,
        @DefaultValue Observations observations,
        @DefaultValue Map<String, ApplicationProperties> applications) {
    /** The names of the DataSource beans of single applications, by the names of these. */
    Map<String, String> dataSourceNames() {
        Map<String, String> names = new TreeMap<>();
        applications.forEach((application, settings) -> {
            if (settings.dataSource() != null) {
                names.put(application, settings.dataSource());
            }
        });
        return names;
    }

    /** What states hold. */
    public enum Format {
        /** The body as JSON; the rest is in columns of its own. */
        JSON,
        /** What the Python library writes. */
        PYTHON
    }

    /** What makes states smaller. */
    public enum Compression {
        /** Nothing. */
        NONE,
        /** The compressor of that name, which the Python library has too. */
        ZLIB,
        /** Zstandard. Needs zstd-jni on the class path. */
        ZSTD
    }

    /**
     * What events carry besides what the application gives them.
     *
     * @param user whether they carry the name of the signed-in user, where there is Spring Security
     * @param trace whether they carry the trace, where there is Micrometer Tracing
     * @param mdc the names of values of the logging context that they carry
     * @param async whether tasks of Spring's executors carry the metadata of who submits them
     */
    public record Metadata(
            @DefaultValue("true") boolean user,
            @DefaultValue("true") boolean trace,
            @DefaultValue Set<String> mdc,
            @DefaultValue("true") boolean async) {}

    /**
     * Answers of web applications.
     *
     * @param problemDetails whether rest controllers answer with problem details where an aggregate is not found, has ended,
     *     or was changed by someone else
     */
    public record Web(@DefaultValue("true") boolean problemDetails) {}

    /**
     * What is observed.
     *
     * @param enabled whether appends, loads, batches and reactions are
     */
    public record Observations(@DefaultValue("true") boolean enabled) {}

    /**
     * When the followers are not healthy, besides when one has stopped.
     *
     * @param mostLag how many notifications may be before a follower; not set for any number
     * @param downWhenHeadIsHeld whether a transaction that has held the settled head for long counts
     */
    public record Health(
            @Nullable Long mostLag, @DefaultValue("false") boolean downWhenHeadIsHeld) {}

    /**
     * How much one transaction may append.
     *
     * @param events how many events, at most
     * @param size the sum of the sizes of their states, at most
     */
    public record AppendLimit(
            @DefaultValue("10000") int events,
            @DefaultValue("32MB") DataSize size) {
        public AppendLimit {
            require(events >= 1, "append-limit.events", events, "1 or more");
            require(size.toBytes() >= 1, "append-limit.size", size, "1B or more");
        }
    }

    private static void require(boolean fulfilled, String property, Object value, String remedy) {
        if (!fulfilled) {
            throw new InvalidSettingException("eventsourcing." + property, "is " + value, "set it to " + remedy);
        }
    }

    /**
     * The tables.
     *
     * @param name the schema that holds them; not set for the default one of the connections
     * @param tablePrefix what the names of all tables begin with
     * @param migration what makes and updates them at start, after the application's own migrations
     * @param tableLock whether writers of events lock their table, for followers of the Python library on PostgreSQL
     */
    public record Schema(
            @Nullable String name,
            @DefaultValue("") String tablePrefix,
            @DefaultValue("auto") Migration migration,
            @DefaultValue("false") boolean tableLock) {
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

        /** The names of the tables. */
        public TableNames tableNames() {
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
            if (maximumSize != null) {
                require(maximumSize >= 1, "cache.maximum-size", maximumSize, "1 or more, or not at all for no cache");
            }
        }
    }

    /**
     * What keeps followers up to date.
     *
     * @param autoStart whether the runner starts with the application; false for nodes that only serve requests
     * @param kind whether followers have threads of their own, or process on the thread that saves
     * @param batchSize how many notifications are processed in one transaction, at most
     * @param batchTime how long that transaction should take: after one that took longer, batches are smaller
     * @param pollInterval how long a follower sleeps, at most, before it looks for events that other processes saved
     * @param retries how often a failing notification is tried again before it is given up
     * @param onFailure what becomes of a notification that is given up, unless the pipe has a failure policy of its own
     * @param firstPause the pause before the first retry, at most; the pauses double
     * @param longestPause the longest pause between retries
     * @param parkedAtMost how many notifications may be parked for one follower of one leader; beyond that, it stops
     * @param followers the names of the followers that this node runs; empty for all of the system
     * @param wakeUps whether the nodes tell each other of new events at once, where the database can do that; takes one more
     *     connection
     */
    public record Runner(
            @DefaultValue("true") boolean autoStart,
            @DefaultValue("multi-threaded") Kind kind,
            @DefaultValue("500") int batchSize,
            @DefaultValue("1s") Duration batchTime,
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue("5") int retries,
            @DefaultValue("stop") OnFailure onFailure,
            @DefaultValue("50ms") Duration firstPause,
            @DefaultValue("10s") Duration longestPause,
            @DefaultValue("1000") int parkedAtMost,
            @DefaultValue Set<String> followers,
            @DefaultValue("false") boolean wakeUps) {
        /** The kinds of runners. */
        public enum Kind {
            /** On the thread that saves, after its commit. */
            SINGLE_THREADED,
            /** On the thread that saves, within its transaction. */
            JOINING,
            /** On one thread for each segment of each pipe. */
            MULTI_THREADED
        }

        /** What becomes of a notification that goes on failing. */
        public enum OnFailure {
            /** The follower stops before it. */
            STOP,
            /** It is put aside, with what follows from its originator. */
            PARK,
            /** It is passed over. */
            SKIP
        }

        public Runner {
            require(batchSize >= 1, "runner.batch-size", batchSize, "1 or more");
            require(batchTime.toMillis() >= 1, "runner.batch-time", batchTime, "1ms or more");
            require(pollInterval.toMillis() >= 1, "runner.poll-interval", pollInterval, "1ms or more");
            require(retries >= 0, "runner.retries", retries, "0 or more");
            require(firstPause.toMillis() >= 1, "runner.first-pause", firstPause, "1ms or more");
            require(
                    longestPause.compareTo(firstPause) >= 0,
                    "runner.longest-pause",
                    longestPause,
                    "first-pause or more, which is " + firstPause);
            require(parkedAtMost >= 1, "runner.parked-at-most", parkedAtMost, "1 or more");
        }

        RunnerOptions options() {
            FailurePolicy policy = switch (onFailure) {
                case STOP -> FailurePolicy.stop();
                case PARK -> FailurePolicy.park();
                case SKIP -> FailurePolicy.skip();
            };
            return RunnerOptions.defaults()
                    .batchSize(batchSize)
                    .batchTime(batchTime)
                    .pollInterval(pollInterval)
                    .failurePolicy(policy.retries(retries)
                            .pauses(firstPause, longestPause)
                            .parkedAtMost(parkedAtMost))
                    .followers(followers.toArray(String[]::new));
        }
    }
}
