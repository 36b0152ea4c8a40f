package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.AggregateCache;
import io.eventsourcing.application.CacheOptions;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.docs.SnapshotsTest.Meters;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import org.junit.jupiter.api.Test;

/** The listings of the guide to the cache. */
class CacheTest {
    private final PersistenceModule persistence = new MemoryPersistence();

    private static void readTwice(EventSourcing eventSourcing) {
        Meters meters = new Meters(eventSourcing);
        meters.install("cellar");
        meters.read("cellar", 1);
        meters.read("cellar", 2);
        assertThat(meters.value("cellar")).isEqualTo(2);
    }

    @Test
    void aMeterIsCachedFromItsInstallationOn() {
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .cache(CacheOptions.maximumSize(10_000))
                .build();
        readTwice(eventSourcing);
        assertThat(eventSourcing.cache().statistics()).isEqualTo(new AggregateCache.Statistics(3, 0, 1));
    }

    @Test
    void aMeterIsCachedWithoutFastForward() {
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .cache(CacheOptions.maximumSize(10_000).withoutFastForward())
                .build();
        readTwice(eventSourcing);
        assertThat(eventSourcing.cache().statistics()).isEqualTo(new AggregateCache.Statistics(3, 0, 1));
    }
}
