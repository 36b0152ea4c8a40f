package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.application.Subscription;
import io.eventsourcing.persistence.Notification;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** One browser's stream: reads the log, sends what comes, and now and then a sign of life. */
final class LiveStream implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Subscription subscription;
    private final Function<Notification, Optional<?>> message;
    private final SseEmitter emitter;
    private final Consumer<LiveStream> onEnd;
    private volatile boolean ended;

    LiveStream(
            Subscription subscription,
            Function<Notification, Optional<?>> message,
            SseEmitter emitter,
            Consumer<LiveStream> onEnd) {
        this.subscription = subscription;
        this.message = message;
        this.emitter = emitter;
        this.onEnd = onEnd;
        emitter.onCompletion(this::end);
    }

    @Override
    public void run() {
        try {
            emitter.send(SseEmitter.event().comment("begins"));
            while (!ended) {
                Optional<Notification> next = subscription.poll(SILENCE);
                if (!ended) {
                    send(next);
                }
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("The browser has gone away", e);
        } catch (RuntimeException e) {
            log.warn("A page is no longer kept up to date; its browser will ask again", e);
        } finally {
            end();
            emitter.complete();
        }
    }

    private void send(Optional<Notification> next) throws IOException {
        SseEventBuilder event = SseEmitter.event();
        if (next.isEmpty()) {
            emitter.send(event.comment("still there"));
            return;
        }
        Optional<?> row = message.apply(next.get());
        if (row.isPresent()) {
            emitter.send(event.id(String.valueOf(next.get().id())).data(row.get(), MediaType.APPLICATION_JSON));
        }
    }

    /** Ends the reading; any thread may do so. */
    void end() {
        ended = true;
        subscription.close();
        onEnd.accept(this);
    }
}
