package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.application.Subscription;
import io.eventsourcing.persistence.Notification;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of this process, each read by a thread of its own, so that a slow browser holds up nobody else. */
@Component
class LiveStreams {
    private static final int MOST = 50;

    private final ExecutorService threads =
            new ThreadPoolExecutor(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), LiveStreams::thread);
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();

    private static Thread thread(Runnable task) {
        return Thread.ofPlatform().daemon().name("live-stream").unstarted(task);
    }

    /** Sends what a subscription reads until the browser goes away, or this process ends. */
    SseEmitter open(Subscription subscription, Function<Notification, Optional<?>> message) {
        SseEmitter emitter = new SseEmitter(0L);
        LiveStream stream = new LiveStream(subscription, message, emitter, open::remove);
        open.add(stream);
        try {
            threads.execute(stream);
        } catch (RejectedExecutionException e) {
            stream.end();
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, "Too many pages are being kept up to date");
        }
        return emitter;
    }

    /** How many streams are open. */
    int size() {
        return open.size();
    }

    /** Before the web server waits for its requests to end. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        threads.shutdown();
        open.forEach(LiveStream::end);
    }
}
