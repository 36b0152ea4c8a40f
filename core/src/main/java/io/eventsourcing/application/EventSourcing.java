package io.eventsourcing.application;

import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.StateChain;
import io.eventsourcing.mapping.StateFormat;
import io.eventsourcing.mapping.Topics;
import io.eventsourcing.mapping.Transcoder;
import io.eventsourcing.mapping.Upcaster;
import io.eventsourcing.persistence.AppendLimit;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.Instrumentation;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SearchPage;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one object that an application needs: storage, transactions, topics, clock. All the applications of one database
 * share one: in Spring a bean, in a unit test {@link #inMemory()}. Immutable and thread-safe.
 */
public final class EventSourcing {
    private final PersistenceModule persistence;
    private final EventStore store;
    private final Topics topics = new Topics();
    private final EventMapper mapper;
    private final Clock clock;
    private final Supplier<Metadata> metadata;
    private final MetadataScope scope = new MetadataScope();
    private final Executor snapshotExecutor;
    private final AggregateCache cache;
    private final StateKeys stateKeys;
    private final Function<String, ApplicationOptions> options;
    private final BiFunction<String, EventSourcing, EventSourcing> elsewhere;
    private final Instrumentation instrumentation;

    private EventSourcing(Builder builder) {
        this.persistence = builder.persistence;
        this.instrumentation = builder.instrumentation;
        this.store = new EventStore(persistence, builder.appendLimit, instrumentation);
        this.options = builder.options();
        this.elsewhere = builder.elsewhere;
        this.mapper = new EventMapper(topics, name -> options.apply(name).states(), builder.upcasters);
        this.clock = builder.clock;
        this.metadata = builder.metadata;
        this.snapshotExecutor = builder.snapshotExecutor;
        this.cache = AggregateCache.of(builder.cache);
        this.stateKeys = new StateKeys(this);
        topics.register(Forgotten.class);
    }

    /** Event sourcing that keeps everything in memory. */
    public static EventSourcing inMemory() {
        return of(new MemoryPersistence());
    }

    /** Event sourcing with a database backend and the defaults of {@link Builder}. */
    public static EventSourcing of(PersistenceModule persistence) {
        return builder(persistence).build();
    }

    /** Event sourcing with a database backend and settings of one's own. */
    public static Builder builder(PersistenceModule persistence) {
        return new Builder(persistence);
    }

    /** The database backend. */
    public PersistenceModule persistence() {
        return persistence;
    }

    /** The transactions that saves join. */
    public Transactions transactions() {
        return persistence.transactions();
    }

    /** Where applications put their events; it tells of every commit. */
    public EventStore store() {
        return store;
    }

    /** The registered event types. */
    public Topics topics() {
        return topics;
    }

    /** Turns domain events into stored events and back. */
    public EventMapper mapper() {
        return mapper;
    }

    /** The cache of aggregates, which stays empty unless {@link Builder#cache} asked for one. */
    public AggregateCache cache() {
        return cache;
    }

    /**
     * Finds one page of stored events for people, such as support or audit; nothing is to be followed by it. Without an
     * index made for it, a search by topic, time or metadata reads all events of the application until the page is full.
     *
     * @throws io.eventsourcing.mapping.MapperException if the metadata of one is not readable
     */
    public List<FoundEvent> search(EventFilter filter, SearchPage page) {
        EventSourcing there = forApplication(filter.applicationName());
        return there.persistence.eventSearch().search(filter, page).stream()
                .map(found -> new FoundEvent(found, there.mapper.metadata(found.event())))
                .toList();
    }

    /** What is set for an application, whether there is one of that name or not. */
    public ApplicationOptions options(String applicationName) {
        return options.apply(applicationName);
    }

    /**
     * The event sourcing of the database that an application or a projection of that name is stored in: this one, unless
     * {@link Builder#elsewhere} has another for it. Applications that are made with this one ask for it themselves.
     */
    public EventSourcing forApplication(String applicationName) {
        return Objects.requireNonNull(elsewhere.apply(applicationName, this), "elsewhere");
    }

    /** What is told of work that takes time. */
    public Instrumentation instrumentation() {
        return instrumentation;
    }

    Executor snapshotExecutor() {
        return snapshotExecutor;
    }

    /** The clock that tells when events were recorded. */
    public Clock clock() {
        return clock;
    }

    /**
     * Does work whose events carry metadata: a user, a correlation id, a trace. Within it, other values may be added. What the
     * work hands to other threads carries it only through {@link #carryingMetadata}.
     *
     * @return what the work returns
     */
    public <T> T withMetadata(Metadata values, Supplier<T> work) {
        return scope.call(scope.current().with(values), work);
    }

    /** Does work whose events carry metadata; as {@link #withMetadata(Metadata, Supplier)}. */
    public void withMetadata(Metadata values, Runnable work) {
        scope.run(scope.current().with(values), work);
    }

    /**
     * What the events of a save on this thread would carry now: what the settings give, and over it what
     * {@link #withMetadata} gives; within a policy that is what it reacts to, with that as its cause. Only a trace that the
     * settings know of goes before one that is carried on.
     */
    public Metadata currentMetadata() {
        Metadata live = metadata.get();
        Metadata merged = live.with(scope.current());
        return live.get(Metadata.TRACE_PARENT)
                .map(trace -> merged.with(Metadata.TRACE_PARENT, trace))
                .orElse(merged);
    }

    /**
     * An executor whose tasks carry the metadata of the threads that submit them, instead of what the threads that run them
     * have. It takes no part in transactions, which stay on their threads.
     */
    public Executor carryingMetadata(Executor executor) {
        return task -> {
            Metadata submitted = currentMetadata();
            executor.execute(() -> scope.run(submitted, task));
        };
    }

    /** The keys of stored states: forgetting an originator, changing to other keys. */
    public StateKeys stateKeys() {
        return stateKeys;
    }

    /**
     * Settings; the defaults are JSON by Jackson, neither compressed nor encrypted, the system's UTC clock, no metadata, and
     * 10,000 events or 32 MiB in one transaction.
     */
    public static final class Builder {
        private final PersistenceModule persistence;
        private StateFormat format = StateFormat.of(new JacksonTranscoder());
        private Compressor compressor = Compressor.none();
        private Cipher cipher = Cipher.none();
        private Clock clock = Clock.systemUTC();
        private Supplier<Metadata> metadata = Metadata::none;
        private AppendLimit appendLimit = AppendLimit.defaults();
        private Executor snapshotExecutor = Runnable::run;
        private Instrumentation instrumentation = Instrumentation.none();
        private @Nullable CacheOptions cache;
        private final List<Upcaster> upcasters = new ArrayList<>();
        private boolean snapshots = true;
        private BiFunction<String, ApplicationOptions, ApplicationOptions> applications = (name, general) -> general;
        private BiFunction<String, EventSourcing, EventSourcing> elsewhere = (name, here) -> here;

        private Builder(PersistenceModule persistence) {
            this.persistence = Objects.requireNonNull(persistence, "persistence");
        }

        /** How bodies become bytes. */
        public Builder transcoder(Transcoder value) {
            return format(StateFormat.of(value));
        }

        /** What states hold, bodies and all. */
        public Builder format(StateFormat value) {
            format = Objects.requireNonNull(value, "format");
            return this;
        }

        /** What makes states smaller. */
        public Builder compressor(Compressor value) {
            compressor = Objects.requireNonNull(value, "compressor");
            return this;
        }

        /** What keeps states secret. */
        public Builder cipher(Cipher value) {
            cipher = Objects.requireNonNull(value, "cipher");
            return this;
        }

        /** The clock that tells when events were recorded. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** What to store beside the events of a save; asked on the saving thread. */
        public Builder metadata(Supplier<Metadata> value) {
            metadata = Objects.requireNonNull(value, "metadata");
            return this;
        }

        /** Ways to read what was stored under earlier topics, besides those given before. */
        public Builder upcasters(Upcaster... values) {
            upcasters.addAll(List.of(values));
            return this;
        }

        /** Where snapshots are written after the commit: on the saving thread unless this is another executor. */
        public Builder snapshotExecutor(Executor value) {
            snapshotExecutor = Objects.requireNonNull(value, "snapshotExecutor");
            return this;
        }

        /** Whether snapshots are taken and read where repositories ask for them: unless set otherwise, they are. */
        public Builder snapshots(boolean value) {
            snapshots = value;
            return this;
        }

        /**
         * What is set for single applications, instead of what is set for all of them.
         *
         * @param value is given the name of an application and what is set for all; asked once for each name
         */
        public Builder applications(BiFunction<String, ApplicationOptions, ApplicationOptions> value) {
            applications = Objects.requireNonNull(value, "applications");
            return this;
        }

        /**
         * Which applications and projections are stored in other databases, although they are made with this.
         *
         * @param value is given a name and this, and returns the event sourcing of its database, which returns itself for
         *     that name; asked at any time
         */
        public Builder elsewhere(BiFunction<String, EventSourcing, EventSourcing> value) {
            elsewhere = Objects.requireNonNull(value, "elsewhere");
            return this;
        }

        /** Has the aggregates of all repositories cached; without it, none are. Needs Caffeine on the class path. */
        public Builder cache(CacheOptions value) {
            cache = Objects.requireNonNull(value, "cache");
            return this;
        }

        /** What is told of work that takes time, such as for meters. */
        public Builder instrumentation(Instrumentation value) {
            instrumentation = Objects.requireNonNull(value, "instrumentation");
            return this;
        }

        /** How much one transaction may append. */
        public Builder appendLimit(AppendLimit value) {
            appendLimit = Objects.requireNonNull(value, "appendLimit");
            return this;
        }

        private Function<String, ApplicationOptions> options() {
            ApplicationOptions general =
                    new ApplicationOptions(new StateChain(format, compressor, cipher), snapshots, true);
            BiFunction<String, ApplicationOptions, ApplicationOptions> single = applications;
            Map<String, ApplicationOptions> known = new ConcurrentHashMap<>();
            return name -> known.computeIfAbsent(name, unknown -> single.apply(unknown, general));
        }

        /**
         * Event sourcing with these settings.
         *
         * @throws IllegalStateException if a cache is asked for and Caffeine is not on the class path
         */
        public EventSourcing build() {
            return new EventSourcing(this);
        }
    }
}
