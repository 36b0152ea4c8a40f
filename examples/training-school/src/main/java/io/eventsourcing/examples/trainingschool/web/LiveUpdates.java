package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.application.Application;
import io.eventsourcing.examples.trainingschool.Announcements;
import io.eventsourcing.examples.trainingschool.CountedTricks;
import io.eventsourcing.examples.trainingschool.PublishedAnnouncements;
import io.eventsourcing.examples.trainingschool.TrickCounters;
import io.eventsourcing.persistence.Notification;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events of what the followers write: a row for each of their events, which commits with it. The id of each is
 * the notification's, so a browser that was cut off sends it back as {@code Last-Event-ID} and misses nothing.
 */
@RestController
class LiveUpdates {
    private final LiveStreams streams;
    private final TrickCounters counters;
    private final Announcements announcements;
    private final CountedTricks tricks;
    private final PublishedAnnouncements published;

    LiveUpdates(
            LiveStreams streams,
            TrickCounters counters,
            Announcements announcements,
            CountedTricks tricks,
            PublishedAnnouncements published) {
        this.streams = streams;
        this.counters = counters;
        this.announcements = announcements;
        this.tricks = tricks;
        this.published = published;
    }

    @GetMapping(path = "/live/tricks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter tricks(
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last) {
        return open(counters, last == null ? after : last, tricks::findById);
    }

    @GetMapping(path = "/live/announcements", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter announcements(
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last) {
        return open(announcements, last == null ? after : last, published::named);
    }

    private SseEmitter open(Application follower, long after, Function<UUID, Optional<?>> row) {
        Function<Notification, Optional<?>> message =
                notification -> row.apply(notification.event().originatorId());
        return streams.open(follower.notificationLog().subscribe(after), message);
    }
}
