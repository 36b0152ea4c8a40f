package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
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

    private PersistenceFixture opened() {
        if (fixture == null) {
            throw new IllegalStateException("The fixture is opened before each test");
        }
        return fixture;
    }

    /** The backend under test. */
    protected final PersistenceModule persistence() {
        return opened().persistence();
    }

    /** Whether a transaction can write while another one does. */
    final boolean manyWriters() {
        return opened().concurrency() == Concurrency.MANY_WRITERS;
    }

    /** What work writes while another transaction writes; nothing if the backend has one writer, which must refuse it. */
    final <T> List<T> writtenBesideAWriter(Supplier<List<T>> work) {
        return allowed(manyWriters(), work);
    }

    /** What work reads while another transaction writes; nothing if the backend does not allow that and refuses it. */
    final <T> List<T> readBesideAWriter(Supplier<List<T>> work) {
        return allowed(opened().concurrency() != Concurrency.ONE_TRANSACTION, work);
    }

    private static <T> List<T> allowed(boolean declared, Supplier<List<T>> work) {
        if (declared) {
            return work.get();
        }
        assertThatThrownBy(work::get)
                .as("work beside a writer, which the fixture declares impossible")
                .isInstanceOfSatisfying(
                        OperationalException.class,
                        refused -> assertThat(refused.retryable()).isTrue());
        return List.of();
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
