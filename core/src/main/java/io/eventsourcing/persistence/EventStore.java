package io.eventsourcing.persistence;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where applications put their stored events and get them back.
 *
 * <p>Without a transaction, a put is one insert and its own commit. Within one, events are kept in a {@link UnitOfWork}
 * and inserted all together directly before the commit, so that the time between drawing a notification id and
 * committing it, during which followers have to wait, is that of one insert, however long the transaction is. Reads of
 * the same transaction see kept events on top of the stored ones. Thread-safe.
 */
public final class EventStore {
    private static final Logger log = LoggerFactory.getLogger(EventStore.class);

    private final ApplicationRecorder recorder;
    private final Transactions transactions;
    private final Optional<WakeUps> wakeUps;
    private final AppendLimit limit;
    private final Instrumentation instrumentation;
    private final JoinedFollowers joined;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

    public EventStore(PersistenceModule persistence, AppendLimit limit) {
        this(persistence, limit, Instrumentation.none());
    }

    /** @param instrumentation is told of every insert */
    public EventStore(PersistenceModule persistence, AppendLimit limit, Instrumentation instrumentation) {
        this.recorder = persistence.eventRecorder();
        this.transactions = persistence.transactions();
        this.wakeUps = persistence.wakeUps();
        this.limit = Objects.requireNonNull(limit, "limit");
        this.instrumentation = Objects.requireNonNull(instrumentation, "instrumentation");
        this.joined = new JoinedFollowers(persistence);
    }

    /**
     * Records events: at the end of the active transaction, or at once if there is none.
     *
     * @throws VersionConflictException if a version is taken; within a transaction it may come from the commit instead
     * @throws DataException if it is more than one transaction may append
     */
    public void put(List<StoredEvent> events, SaveOutcome outcome) {
        if (events.isEmpty()) {
            return;
        }
        if (transactions.active()) {
            transactions.enlist(this, this::newUnit).add(events, outcome);
        } else if (!joined.isEmpty()) {
            transactions.required(() -> {
                transactions.enlist(this, this::newUnit).add(events, outcome);
                return true;
            });
        } else {
            limit.check(events);
            insert(events);
            outcome.committed();
            prompt(countByApplication(events));
        }
    }

    private void insert(List<StoredEvent> events) {
        instrumentation.around(new Instrumentation.Work.Append(events), () -> recorder.insertEvents(events));
    }

    private UnitOfWork newUnit() {
        return new UnitOfWork(new UnitOfWork.Target(this::insert, limit), this::prompt, joined);
    }

    /** Begins the unit of the active transaction as one that never writes. */
    UnitOfWork enlistNeverWriting() {
        return transactions.enlist(this, () -> newUnit().neverWriting());
    }

    /**
     * The events of an originator, those included that the active transaction will write at its end.
     *
     * @throws VersionConflictException if one of those cannot be written any more, since its version was taken since
     */
    public List<StoredEvent> get(String applicationName, UUID originatorId, EventQuery query) {
        List<StoredEvent> kept = transactions
                .participant(this)
                .map(unit -> ((UnitOfWork) unit).kept(applicationName, originatorId))
                .orElse(List.of());
        if (kept.isEmpty()) {
            return recorder.selectEvents(applicationName, originatorId, query);
        }
        List<StoredEvent> stored = recorder.selectEvents(applicationName, originatorId, query);
        refuseTaken(stored, kept.getFirst());
        List<StoredEvent> asked = kept.stream()
                .filter(event -> event.originatorVersion() > query.after() && event.originatorVersion() <= query.upTo())
                .toList();
        return (query.descending()
                        ? Stream.concat(asked.reversed().stream(), stored.stream())
                        : Stream.concat(stored.stream(), asked.stream()))
                .limit(query.limit())
                .toList();
    }

    private static void refuseTaken(List<StoredEvent> stored, StoredEvent firstKept) {
        if (stored.stream().anyMatch(event -> event.originatorVersion() >= firstKept.originatorVersion())) {
            throw new VersionConflictException(
                    firstKept.applicationName(), firstKept.originatorId(), firstKept.originatorVersion(), null);
        }
    }

    /** Whether the active transaction has saved events of an originator, written by now or not. */
    public boolean hasSaved(String applicationName, UUID originatorId) {
        return transactions
                .participant(this)
                .map(unit -> ((UnitOfWork) unit).hasSaved(applicationName, originatorId))
                .orElse(false);
    }

    /**
     * Writes what the active transaction has kept so far; without one, or with nothing kept, does nothing.
     *
     * @throws VersionConflictException if a version is taken
     */
    public void flush() {
        transactions.participant(this).ifPresent(unit -> ((UnitOfWork) unit).write());
    }

    /** Has someone told of every commit that wrote events through this store. */
    public void addListener(CommitListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /** Ends what {@link #addListener} began. */
    public void removeListener(CommitListener listener) {
        listeners.remove(listener);
    }

    /**
     * Has followers process in every transaction that writes events through this store, directly before it commits: they
     * are told whose events it has written, again and again until they have saved no more. What they throw rolls it back.
     * From then on each save is a transaction, and writers wait for each other.
     *
     * @throws PersistenceException if the backend cannot keep other writers out
     */
    public void join(Consumer<Set<String>> followers) {
        joined.add(Objects.requireNonNull(followers, "followers"));
    }

    /** Ends what {@link #join} began; transactions that are being committed still call them. */
    public void leave(Consumer<Set<String>> followers) {
        joined.remove(followers);
    }

    static Set<String> applicationNames(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::applicationName).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Map<String, Integer> countByApplication(List<StoredEvent> events) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        events.forEach(event -> counts.merge(event.applicationName(), 1, Integer::sum));
        return counts;
    }

    private void prompt(Map<String, Integer> events) {
        wakeUps.ifPresent(WakeUps::send);
        for (CommitListener listener : listeners) {
            try {
                listener.committed(events);
            } catch (RuntimeException e) {
                log.error("A commit listener failed; the events of {} are stored", events.keySet(), e);
            }
        }
    }
}
