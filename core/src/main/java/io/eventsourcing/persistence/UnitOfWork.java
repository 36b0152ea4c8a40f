package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one transaction, kept until directly before its commit and then written with one insert. */
final class UnitOfWork implements TransactionParticipant {
    private static final Logger log = LoggerFactory.getLogger(UnitOfWork.class);

    private record Save(List<StoredEvent> events, SaveOutcome outcome) {}

    /** Where events are written, and how many at most. */
    record Target(Consumer<List<StoredEvent>> insert, AppendLimit limit) {}

    /** How far the transaction had come: what was written after a savepoint is undone with it and written again. */
    private record Mark(int saves, int written) {}

    private record Originator(String applicationName, UUID id) {
        static Originator of(StoredEvent event) {
            return new Originator(event.applicationName(), event.originatorId());
        }
    }

    private final Target target;
    private final Consumer<Map<String, Integer>> prompt;
    private final JoinedFollowers joined;
    private final boolean writing;
    private final List<Save> saves = new ArrayList<>();
    private final Map<Originator, List<StoredEvent>> byOriginator = new HashMap<>();
    private final Set<Originator> saved = new HashSet<>();
    private int written;
    private int processed;

    UnitOfWork(Target target, Consumer<Map<String, Integer>> prompt, JoinedFollowers joined) {
        this(target, prompt, joined, true);
    }

    private UnitOfWork(Target target, Consumer<Map<String, Integer>> prompt, JoinedFollowers joined, boolean writing) {
        this.target = target;
        this.prompt = prompt;
        this.joined = joined;
        this.writing = writing;
    }

    /** The same, which keeps its events even when it is flushed: for a transaction that will be rolled back. */
    UnitOfWork neverWriting() {
        return new UnitOfWork(target, prompt, joined, false);
    }

    void add(List<StoredEvent> events, SaveOutcome outcome) {
        events.forEach(this::refuseTwice);
        saves.add(new Save(List.copyOf(events), outcome));
        events.forEach(this::keep);
        events.forEach(event -> saved.add(Originator.of(event)));
    }

    private void refuseTwice(StoredEvent event) {
        List<StoredEvent> before = kept(event.applicationName(), event.originatorId());
        if (!before.isEmpty() && before.getLast().originatorVersion() >= event.originatorVersion()) {
            throw new VersionConflictException(
                    event.applicationName(), event.originatorId(), event.originatorVersion(), null);
        }
    }

    private void keep(StoredEvent event) {
        byOriginator
                .computeIfAbsent(Originator.of(event), originator -> new ArrayList<>())
                .add(event);
    }

    List<StoredEvent> kept(String applicationName, UUID originatorId) {
        return byOriginator.getOrDefault(new Originator(applicationName, originatorId), List.of());
    }

    boolean hasSaved(String applicationName, UUID originatorId) {
        return saved.contains(new Originator(applicationName, originatorId));
    }

    List<StoredEvent> unwritten() {
        return events(saves.subList(written, saves.size()));
    }

    private static List<StoredEvent> events(List<Save> saves) {
        return saves.stream().flatMap(save -> save.events().stream()).toList();
    }

    @Override
    public boolean beforeCommit() {
        if (!writing || processed == saves.size()) {
            return false;
        }
        write();
        Set<String> applicationNames = EventStore.applicationNames(events(saves.subList(processed, saves.size())));
        processed = saves.size();
        joined.process(applicationNames);
        return true;
    }

    /** Writes what is kept. */
    void write() {
        if (!writing) {
            return;
        }
        List<StoredEvent> events = unwritten();
        if (!events.isEmpty()) {
            target.limit().check(events(saves));
            joined.beforeWriting();
            target.insert().accept(events);
        }
        written = saves.size();
        byOriginator.clear();
    }

    @Override
    public void afterCompletion(boolean committed) {
        if (!committed) {
            saves.forEach(save -> save.outcome().rolledBack());
        } else if (written < saves.size()) {
            log.error(
                    "The transaction committed without {} of its events, which were saved after the last moment to write them: {}",
                    unwritten().size(),
                    unwritten());
            saves.subList(written, saves.size()).forEach(save -> save.outcome().rolledBack());
        }
        if (committed && written > 0) {
            List<Save> stored = saves.subList(0, written);
            stored.forEach(save -> save.outcome().committed());
            prompt.accept(EventStore.countByApplication(events(stored)));
        }
    }

    @Override
    public Object mark() {
        return new Mark(saves.size(), written);
    }

    @Override
    public void rollbackTo(Object mark) {
        Mark kept = (Mark) mark;
        List<Save> undone = saves.subList(Math.min(kept.saves(), saves.size()), saves.size());
        undone.forEach(save -> save.outcome().rolledBack());
        undone.clear();
        written = Math.min(written, kept.written());
        processed = Math.min(processed, saves.size());
        byOriginator.clear();
        unwritten().forEach(this::keep);
        saved.clear();
        events(saves).forEach(event -> saved.add(Originator.of(event)));
    }
}
