package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.CommitListener;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.SegmentsException;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.WakeUps;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The followers of one system that one runner runs, with all their segments. Thread-safe. */
final class Followers {
    private static final Logger log = LoggerFactory.getLogger(Followers.class);

    /** A follower's segment and the head of its leader's database. */
    record Running(Follower follower, KnownHead head) {
        Follower.Step step() {
            return follower.step(head);
        }
    }

    private final List<Pipe> pipes;
    private final List<Running> all = new ArrayList<>();
    private final Map<SettledHead, KnownHead> heads = new IdentityHashMap<>();
    private final Set<EventStore> leaderStores = new LinkedHashSet<>();
    private final Set<WakeUps> wakeUps = new LinkedHashSet<>();
    private final List<WakeUps.Listening> listening = new ArrayList<>();
    private final List<ScheduledMessages> messages;
    private final Map<TrackingRecorder, StoredPositions> positions = new IdentityHashMap<>();

    /** @param readAhead where pages are read ahead, or null if they are not */
    Followers(EventSourcedSystem system, RunnerOptions options, @Nullable Executor readAhead) {
        pipes = system.pipes().stream()
                .filter(pipe ->
                        options.followers().isEmpty() || options.followers().contains(pipe.followerName()))
                .toList();
        refuseStrangers(system, options.followers());
        messages = pipes.stream()
                .map(Pipe::follower)
                .distinct()
                .filter(ScheduledMessages::any)
                .map(follower -> new ScheduledMessages((ProcessApplication) follower))
                .toList();
        for (Pipe pipe : pipes) {
            KnownHead head = heads.computeIfAbsent(pipe.log().settledHead(), KnownHead::new);
            LeaderPages pages = new LeaderPages(pipe, options.batchSize(), readAhead);
            StoredPositions stored = positions.computeIfAbsent(pipe.tracking(), StoredPositions::new);
            for (int number = 0; number < pipe.segments(); number++) {
                Segment segment = new Segment(number, pipe.segments());
                all.add(new Running(new Follower(pipe, segment, pages, options, stored), head));
            }
            EventSourcing leader = pipe.leader().storage();
            if (leader != null) {
                leaderStores.add(leader.store());
                leader.persistence().wakeUps().ifPresent(wakeUps::add);
            }
        }
    }

    private static void refuseStrangers(EventSourcedSystem system, Set<String> names) {
        List<String> known = system.pipes().stream().map(Pipe::followerName).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("No follower is named '%s'; there are %s".formatted(name, known));
            }
        }
    }

    List<Pipe> pipes() {
        return pipes;
    }

    List<Running> all() {
        return all;
    }

    /** The messages of the process applications that schedule any. */
    List<ScheduledMessages> messages() {
        return messages;
    }

    List<Running> of(KnownHead head) {
        return all.stream().filter(running -> running.head() == head).toList();
    }

    List<KnownHead> heads() {
        return List.copyOf(heads.values());
    }

    /** Whether any of the heads has moved. */
    boolean look() {
        boolean news = false;
        for (KnownHead head : heads.values()) {
            news |= head.look();
        }
        return news;
    }

    /** Looks, now and then, whether positions have been moved; true if it was time for that. */
    boolean lookAtPositions() {
        boolean looked = false;
        for (StoredPositions stored : positions.values()) {
            looked |= stored.look();
        }
        return looked;
    }

    List<FollowerStatus> statuses() {
        return all.stream().map(running -> running.follower().status()).toList();
    }

    /**
     * Refuses to begin where positions are stored for another number of segments. What cannot be asked now is asked again
     * with every batch.
     */
    void refuseOtherSegments() {
        for (Pipe pipe : pipes) {
            try {
                for (TrackedFollower stored : pipe.tracking().followers()) {
                    if (pipe.tracks(stored.tracking()) && stored.segments() != pipe.segments()) {
                        throw new SegmentsException(
                                pipe.followerName(), pipe.leaderName(), stored.segments(), pipe.segments());
                    }
                }
            } catch (SegmentsException e) {
                throw e;
            } catch (PersistenceException e) {
                log.warn("The segments of {} could not be checked at start", pipe, e);
            }
        }
    }

    /** The leaders that are elsewhere. */
    List<String> remoteLeaders() {
        return pipes.stream()
                .filter(pipe -> pipe.leader().storage() == null)
                .map(Pipe::leaderName)
                .distinct()
                .toList();
    }

    /** Has a listener told of the commits of this process, and an action run after those of others that tell. */
    void listen(CommitListener listener, Runnable afterOthers) {
        leaderStores.forEach(store -> store.addListener(listener));
        wakeUps.forEach(wakeUp -> listening.add(wakeUp.listen(afterOthers)));
    }

    void stopListening(CommitListener listener) {
        leaderStores.forEach(store -> store.removeListener(listener));
        listening.forEach(WakeUps.Listening::close);
        listening.clear();
    }

    /** How many workers write to a database. */
    int workers(EventSourcing storage) {
        PersistenceModule database = storage.persistence();
        return (int) (all.stream()
                        .filter(running ->
                                running.follower().pipe().eventSourcing().persistence() == database)
                        .count()
                + messages.stream().filter(message -> message.isIn(database)).count());
    }

    /** Whether leaders are in a database. */
    boolean leads(EventSourcing storage) {
        return pipes.stream().anyMatch(pipe -> pipe.leader().isIn(storage.persistence()));
    }

    /** How many connections are held to be told of the commits of other processes by a database. */
    int listened(EventSourcing storage) {
        return storage.persistence().wakeUps().filter(wakeUps::contains).isPresent() ? 1 : 0;
    }

    /** How many databases tell of the commits of other processes. */
    int listened() {
        return wakeUps.size();
    }
}
