package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts share: a fixture for each test, and events to store. */
public abstract class PersistenceContract {
    /** The name of an application. */
    protected static final String SCHOOL = "School";

    private @Nullable PersistenceFixture fixture;

    /** A new fixture; called before each test. */
    protected abstract PersistenceFixture fixture();

    @BeforeEach
    void openFixture() {
        fixture = fixture();
    }

    @AfterEach
    void closeFixture() {
        if (fixture != null) {
            fixture.close();
        }
    }

    /** The backend under test. */
    protected final PersistenceModule persistence() {
        if (fixture == null) {
            throw new IllegalStateException("The fixture is opened before each test");
        }
        return fixture.persistence();
    }

    static StoredEvent event(UUID originatorId, long version) {
        return event(SCHOOL, originatorId, version, "topic");
    }

    static StoredEvent event(String application, UUID originatorId, long version, String topic) {
        byte[] state = "{\"version\":%d}".formatted(version).getBytes(StandardCharsets.UTF_8);
        return new StoredEvent(
                application, originatorId, version, topic, state, null, null, Instant.parse("2026-01-01T00:00:00Z"));
    }

    static List<StoredEvent> events(UUID originatorId, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(version -> event(originatorId, version))
                .toList();
    }
}
