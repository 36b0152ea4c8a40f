package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.Rehearsal;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.Tracking;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Synchronizes in memory only; each follower in one transaction that is rolled back. */
final class FollowerRehearsal implements Synchronization {
    private static final int PAGE = 500;

    private final EventSourcedSystem system;
    private final Map<EventSourcing, Rehearsal> rehearsals = new HashMap<>();

    FollowerRehearsal(EventSourcedSystem system) {
        this.system = system;
    }

    @Override
    public Result synchronize(String followerName, LongConsumer progress) {
        Run run = new Run(progress);
        List<Pipe> pipes = system.pipesOf(followerName);
        pipes.forEach(pipe -> run.processed.put(pipe.leaderName(), 0L));
        Throwable failure = null;
        for (Pipe pipe : pipes) {
            try {
                rehearsal(pipe.eventSourcing()).transaction(() -> run.follow(pipe));
            } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
        return new Result(followerName, run.processed, failure);
    }

    private Rehearsal rehearsal(EventSourcing eventSourcing) {
        return rehearsals.computeIfAbsent(
                eventSourcing, of -> new Rehearsal(eventSourcing.transactions(), eventSourcing.store()));
    }

    /** One follower's way to the head, and on through what its leaders have saved in this rehearsal. */
    private final class Run {
        final Map<String, Long> processed = new LinkedHashMap<>();
        final LongConsumer progress;

        Run(LongConsumer progress) {
            this.progress = progress;
        }

        void follow(Pipe pipe) {
            Rehearsal rehearsal = rehearsal(pipe.eventSourcing());
            List<Tracking> tracked = tracked(pipe);
            long head = pipe.log().settledHead().read();
            long position = tracked.stream().mapToLong(Tracking::position).min().orElseThrow();
            Set<String> topics = pipe.topics();
            Set<UUID> parked = pipe.parking().originators(pipe.followerName(), pipe.leaderName());
            while (position < head) {
                NotificationQuery query =
                        NotificationQuery.after(position, PAGE).upTo(head).topics(topics);
                var page = pipe.log().select(query);
                for (Notification notification : page.notifications()) {
                    UUID originator = notification.event().originatorId();
                    Tracking from =
                            tracked.get(Segment.of(originator, tracked.size()).number());
                    if (notification.id() > from.position() && !parked.contains(originator)) {
                        step(pipe, rehearsal, notification, notification.id() <= from.replayUntil());
                    }
                }
                position = page.position();
            }
            saved(pipe, topics).forEach(event -> step(pipe, rehearsal, new Notification(head + 1, event), false));
        }

        /** One for each segment, in their order. */
        private static List<Tracking> tracked(Pipe pipe) {
            List<Tracking> stored = pipe.tracking().select(pipe.followerName(), pipe.leaderName());
            return IntStream.range(0, pipe.segments())
                    .mapToObj(number -> stored.stream()
                            .filter(tracking -> tracking.segment() == number)
                            .findFirst()
                            .orElseGet(() -> new Tracking(pipe.followerName(), pipe.leaderName(), number, 0)))
                    .toList();
        }

        private List<StoredEvent> saved(Pipe pipe, Set<String> topics) {
            return Optional.ofNullable(pipe.leader().storage())
                    .map(rehearsals::get)
                    .map(Rehearsal::kept)
                    .orElse(List.of())
                    .stream()
                    .filter(event -> event.applicationName().equals(pipe.leaderName()))
                    .filter(event -> topics.isEmpty() || topics.contains(event.topic()))
                    .toList();
        }

        private void step(Pipe pipe, Rehearsal rehearsal, Notification notification, boolean replay) {
            rehearsal.step(() -> {
                if (pipe.tracked()) {
                    pipe.handle(List.of(notification), replayed -> replay);
                } else {
                    pipe.convert(List.of(notification));
                }
            });
            processed.merge(pipe.leaderName(), 1L, Long::sum);
            progress.accept(
                    processed.values().stream().mapToLong(Long::longValue).sum());
        }
    }
}
