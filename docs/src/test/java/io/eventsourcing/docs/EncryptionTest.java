package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.mapping.encryption.PythonAesCipher;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The listings of the guide to encryption. */
class EncryptionTest {
    private final PersistenceModule persistence = new MemoryPersistence();
    private final String key = KeyRing.newKey();

    @Test
    void statesAreEncryptedWithACurrentKeyAndEarlierOnesStayReadable() {
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .cipher(new EnvelopeCipher(KeyRing.of("2026-11", key)))
                .build();
        UUID ada = new Guests(eventSourcing).register("Ada");
        String newKey = KeyRing.newKey();
        EventSourcing rotated = EventSourcing.builder(persistence)
                .cipher(new EnvelopeCipher(KeyRing.of("2027-05", newKey).andEarlier("2026-11", key)))
                .build();
        long changed = rotated.stateKeys().encryptAnew("Guests", lookedAt -> {});
        assertThat(changed).isEqualTo(1);
        EventSourcing later = EventSourcing.builder(persistence)
                .cipher(new EnvelopeCipher(KeyRing.of("2027-05", newKey)))
                .build();
        assertThat(new Guests(later).name(ada)).isEqualTo("Ada");
    }

    @Test
    void aGuestIsForgotten() {
        KeyRing ring = KeyRing.of("2026-11", key);
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .cipher(new OriginatorKeyCipher(ring, persistence.originatorKeyRecorder()))
                .build();
        Guests guests = new Guests(eventSourcing);
        UUID ada = guests.register("Ada");
        GuestList list = new GuestList();
        try (Runner runner = Runner.singleThreaded(EventSourcedSystem.of(EventSourcedSystem.pipe(guests, list)))) {
            runner.start();
            runner.await("GuestList", Duration.ofSeconds(5));
            assertThat(list.names).containsEntry(ada, "Ada");
            guests.forget(ada);
            runner.await("GuestList", Duration.ofSeconds(5));
            assertThat(list.names).isEmpty();
        }
        assertThatThrownBy(() -> guests.name(ada)).isInstanceOf(ForgottenException.class);
    }

    @Test
    void pythonsLayoutIsWrittenAndRead() {
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .compressor(new ZlibCompressor())
                .cipher(new PythonAesCipher(key))
                .build();
        Guests guests = new Guests(eventSourcing);
        assertThat(guests.name(guests.register("Ada"))).isEqualTo("Ada");
    }

    static final class Guest extends Aggregate<Guest.Registered> {
        record Registered(String name) {}

        private String name = "";

        static Guest register(String name) {
            return create(Guest::new, UUID.randomUUID(), new Registered(name));
        }

        @Override
        protected void apply(Registered event) {
            name = event.name();
        }
    }

    static final class Guests extends Application {
        private final Repository<Guest> guests = repository(Guest.class, Guest.Registered.class);

        Guests(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        UUID register(String name) {
            Guest guest = Guest.register(name);
            save(guest);
            return guest.id();
        }

        String name(UUID id) {
            return guests.get(id).name;
        }

        void forget(UUID id) {
            guests.forget(id);
        }
    }

    static final class GuestList implements Projection {
        private final Map<UUID, String> names = new ConcurrentHashMap<>();

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Guest.Registered registered) {
                names.put(event.originatorId(), registered.name());
            }
        }

        @Override
        public void onForgotten(UUID originatorId) {
            names.remove(originatorId);
        }
    }
}
