package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DecidedAggregate;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.LogEntry;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.persistence.Transactions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A bounded context: a name, repositories of aggregates, a notification log. A subclass keeps its repositories in fields,
 * which makes their event types known, and has methods for its commands and queries.
 *
 * <p>Events saved while a transaction is active commit and roll back with it, and are written directly before its commit;
 * so a version conflict comes out of the commit. Saved without one, they are a transaction of their own. Thread-safe.
 */
public abstract class Application {
    private final String name;
    private final EventSourcing eventSourcing;
    private final AggregateWriter writer;
    private final NotificationLog notificationLog;
    private final Repository<HandledCommand> handledCommands;
    private final Map<String, AggregateKind> kinds = new ConcurrentHashMap<>();

    /** An application named like its class. */
    protected Application(EventSourcing eventSourcing) {
        this(eventSourcing, null);
    }

    /**
     * An application of that name.
     *
     * @param name what its events are stored under: never change it once there are events; null for the class's simple
     *     name
     */
    protected Application(EventSourcing eventSourcing, @Nullable String name) {
        this.name = name == null ? DefaultName.of(getClass()) : name;
        this.eventSourcing =
                Objects.requireNonNull(eventSourcing, "eventSourcing").forApplication(this.name);
        this.writer = new AggregateWriter(this.name, this.eventSourcing);
        this.notificationLog = new NotificationLog(this.name, this.eventSourcing);
        this.handledCommands = repository(HandledCommand.class);
    }

    /** The name under which the application's events are stored. */
    public String name() {
        return name;
    }

    /** The application's events in the order in which followers read them. */
    public NotificationLog notificationLog() {
        return notificationLog;
    }

    /** The storage that the application was made with, or that this has for an application of its name. */
    public EventSourcing eventSourcing() {
        return eventSourcing;
    }

    /** The kinds of aggregates that there are repositories of, those of the library's own among them. */
    public List<AggregateKind> kinds() {
        return kinds.values().stream()
                .filter(kind -> kind.type() != LogEntry.class)
                .sorted(Comparator.comparing(AggregateKind::topic))
                .toList();
    }

    /** The kind whose topic is stored with the first event of an aggregate, or what that topic has become since. */
    public Optional<AggregateKind> kindOf(String originatorTopic) {
        String current = eventSourcing.mapper().currentTopic(originatorTopic);
        return kinds().stream().filter(kind -> kind.topic().equals(current)).findFirst();
    }

    /**
     * A repository of one kind of aggregate. Keep it in a field: making it registers the aggregate's event types.
     *
     * @param eventTypes the event types; none given means the leaves of the aggregate's sealed event type
     * @throws IllegalArgumentException if the class has no constructor without parameters, or if its event type is not
     *     sealed and no event types are given
     */
    protected final <A extends Aggregate<?>> Repository<A> repository(Class<A> type, Class<?>... eventTypes) {
        return repository(OriginatorType.of(type, eventTypes), null);
    }

    /**
     * A repository that takes snapshots after the commit. The aggregate implements
     * {@link io.eventsourcing.domain.Snapshots}.
     */
    protected final <A extends Aggregate<?>> Repository<A> repository(
            Class<A> type, SnapshotRule<? super A> rule, Class<?>... eventTypes) {
        return repository(OriginatorType.of(type, eventTypes), rule);
    }

    private <A extends Aggregate<?>> Repository<A> repository(
            OriginatorType<A> type, @Nullable SnapshotRule<? super A> rule) {
        return new EventSourcedRepository<>(register(type, rule), writer, eventSourcing.transactions());
    }

    /** A repository of the states that a decider reaches. Keep it in a field. */
    protected final <C, E, S> DeciderRepository<C, S> repository(Decider<C, E, S> decider) {
        return deciderRepository(OriginatorType.of(decider), null);
    }

    /** A repository that takes snapshots of a decider's states, which are all of the class of the initial one. */
    protected final <C, E, S> DeciderRepository<C, S> repository(
            Decider<C, E, S> decider, SnapshotRule<? super DecidedAggregate<C, E, S>> rule) {
        return deciderRepository(OriginatorType.of(decider), rule);
    }

    private <C, E, S> DeciderRepository<C, S> deciderRepository(
            OriginatorType<DecidedAggregate<C, E, S>> type,
            @Nullable SnapshotRule<? super DecidedAggregate<C, E, S>> rule) {
        return new EventSourcedDeciderRepository<>(register(type, rule), writer.of(type), eventSourcing.transactions());
    }

    /**
     * A log of events that is appended to without being loaded, such as a register of ids. Keep it in a field: making it
     * registers the event types.
     *
     * @param id the log's own id, which no aggregate of the application has
     * @param eventType the type of the log's events
     * @param eventTypes the event types; none given means the leaves of the sealed event type
     * @throws IllegalArgumentException if the event type is not sealed and no event types are given
     */
    @SafeVarargs
    protected final <E> EventLog<E> log(UUID id, Class<E> eventType, Class<? extends E>... eventTypes) {
        Set<Class<?>> types = eventTypes.length > 0 ? Set.of(eventTypes) : OriginatorType.eventTypes(eventType);
        register(OriginatorType.of(LogEntry.class, types.toArray(Class<?>[]::new)), null);
        return new EventLog<>(new EventLog.Address(name, id), types, writer, eventSourcing);
    }

    private <A extends Aggregate<?>> AggregateReader<A> register(
            OriginatorType<A> type, @Nullable SnapshotRule<? super A> rule) {
        SnapshotStore<A> snapshots = new SnapshotStore<>(name, type, rule, eventSourcing);
        AggregateReader<A> reader = new AggregateReader<>(name, type, snapshots, eventSourcing);
        String topic = writer.register(type, snapshots, reader);
        kinds.put(topic, new AggregateKind(type, topic, reader, snapshots));
        return reader;
    }

    /**
     * Saves the pending events of aggregates, and entries of event logs, all of them or none, in the order of the
     * arguments. Aggregates without any are passed over. Where no transaction is active and saving fails, the events stay
     * pending and nothing is stored.
     *
     * @throws io.eventsourcing.persistence.VersionConflictException if another transaction has changed one of the
     *     aggregates since it was loaded; inside a transaction it is thrown by the commit or by {@link #flush()}
     * @throws AggregateEndedException if an aggregate is new and one of its id has ended
     * @throws IllegalArgumentException if the application has no repository of an aggregate's class
     * @throws io.eventsourcing.persistence.PersistenceException if the database refuses
     */
    protected final void save(Aggregate<?>... aggregates) {
        writer.save(List.of(aggregates).stream()
                .<LoadedAggregate<?>>map(LoadedAggregate::of)
                .toList());
    }

    /**
     * Does a command unless one of the same idempotency key was done before, by any process: for requests that clients send
     * again when they have had no answer. The key is saved with what the command saves, as a {@link CommandHandled} that is
     * kept like every event; a command that throws saves neither and may be done again.
     *
     * <p>The command runs in the active transaction, or else in one of its own, which begins anew on a conflict as
     * {@link Repository#update(UUID, java.util.function.Consumer)} does; so the command may then be called several times.
     *
     * @param key names the request within this application, for example an {@code Idempotency-Key} from HTTP
     * @return whether it was done now; false if it was done before, and the command was not called
     * @throws io.eventsourcing.persistence.VersionConflictException if others were always faster; inside a transaction it
     *     comes out of the commit, also where another one does the same command at the same time
     */
    protected final boolean once(String key, Runnable command) {
        UUID id = HandledCommand.idOf(key);
        Transactions transactions = eventSourcing.transactions();
        return ConflictRetry.of(
                transactions,
                () -> transactions.required(() -> {
                    if (handledCommands.contains(id)) {
                        return false;
                    }
                    save(HandledCommand.of(key));
                    command.run();
                    return true;
                }));
    }

    /**
     * Writes the events that the active transaction has saved so far, instead of at its end: for seeing conflicts early
     * or for reading events by SQL. Followers wait from then on until the transaction ends.
     */
    protected final void flush() {
        eventSourcing.store().flush();
    }
}
