package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.PlayedTerminal;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.spring.command.base.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.context.support.StaticApplicationContext;

/** A kennel in memory whose states are compressed and encrypted, and commands on it. */
final class KennelContext {
    static final Instant BEGIN = Instant.parse("2026-01-31T09:30:00Z");

    final AtomicLong hours = new AtomicLong();
    final MemoryPersistence persistence = new MemoryPersistence();
    final EventSourcing eventSourcing = EventSourcing.builder(persistence)
            .compressor(new ZlibCompressor())
            .cipher(new OriginatorKeyCipher(KeyRing.of("1", KeyRing.newKey()), persistence.originatorKeyRecorder()))
            .clock(((InstantSource) () -> BEGIN.plus(Duration.ofHours(hours.get()))).withZone(ZoneOffset.UTC))
            .build();
    final Kennel kennel = new Kennel(eventSourcing);
    private final StaticApplicationContext context = new StaticApplicationContext();

    KennelContext() {
        bean("kennel", kennel);
    }

    void bean(String name, Object bean) {
        context.getBeanFactory().registerSingleton(name, bean);
    }

    Scope scope(Terminal terminal) {
        return new Scope(context, terminal);
    }

    /** Makes the first event of the kennel unreadable. */
    StoredEvent damageFirst() {
        StoredEvent first = persistence
                .eventRecorder()
                .selectRows("Kennel", 0, 1)
                .getFirst()
                .event();
        persistence.eventRecorder().replaceState(first, new byte[] {1});
        return first;
    }

    CommandRun run(Object... arguments) {
        return runAt(new PlayedTerminal(false, null), arguments);
    }

    CommandRun runAt(Terminal terminal, Object... arguments) {
        return CommandRun.of(
                context, terminal, Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }
}
