package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.AppendLimit;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.SaveOutcome;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.TransactionParticipant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the event store does when the transaction rolls back to a savepoint. The savepoints are played, so that every
 * backend can be asked: what is inserted in one that will be rolled back never reaches the backend.
 */
public abstract class SavepointContract extends PersistenceContract {
    private final UUID fido = UUID.randomUUID();
    private final List<Long> undone = new ArrayList<>();
    private @Nullable PlayedSavepoints savepoints;
    private @Nullable EventStore store;

    @BeforeEach
    void openStore() {
        savepoints = new PlayedSavepoints(persistence());
        store = new EventStore(savepoints, AppendLimit.defaults());
    }

    private EventStore store() {
        if (store == null) {
            throw new IllegalStateException("The store is opened before each test");
        }
        return store;
    }

    private void save(long version) {
        store().put(List.of(event(fido, version)), new SaveOutcome() {
            @Override
            public void committed() {}

            @Override
            public void rolledBack() {
                undone.add(version);
            }
        });
    }

    /** Does work after a savepoint and rolls back to it. */
    private void undo(Runnable work) {
        if (savepoints == null) {
            throw new IllegalStateException("The savepoints are there before each test");
        }
        TransactionParticipant unit =
                persistence().transactions().participant(store()).orElseThrow();
        Object mark = unit.mark();
        savepoints.undoing(work);
        unit.rollbackTo(mark);
    }

    private void inTransaction(Runnable work) {
        persistence().transactions().separate(() -> {
            work.run();
            return true;
        });
    }

    private List<Long> seen() {
        return versions(store().get(SCHOOL, fido, EventQuery.all()));
    }

    private List<Long> written() {
        return versions(persistence().eventRecorder().selectEvents(SCHOOL, fido, EventQuery.all()));
    }

    private static List<Long> versions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::originatorVersion).toList();
    }

    @Test
    void whatWasSavedBeforeAndFlushedAfterItIsWrittenAgainAtTheEnd() {
        inTransaction(() -> {
            save(1);
            undo(store()::flush);
            assertThat(seen()).containsExactly(1L);
        });
        assertThat(written()).containsExactly(1L);
        assertThat(undone).isEmpty();
    }

    @Test
    void whatWasSavedAndFlushedAfterItIsUndone() {
        inTransaction(() -> {
            save(1);
            undo(() -> {
                save(2);
                store().flush();
                save(3);
            });
            assertThat(seen()).containsExactly(1L);
            assertThat(undone).containsExactly(2L, 3L);
            save(2);
        });
        assertThat(written()).containsExactly(1L, 2L);
    }

    @Test
    void whatWasFlushedBeforeItStaysWrittenAndIsNotWrittenTwice() {
        inTransaction(() -> {
            save(1);
            store().flush();
            undo(() -> {
                save(2);
                store().flush();
            });
            save(2);
        });
        assertThat(written()).containsExactly(1L, 2L);
    }

    @Test
    void oneWithinAnotherIsUndoneWithIt() {
        inTransaction(() -> {
            save(1);
            undo(() -> {
                save(2);
                undo(() -> save(3));
                save(3);
                store().flush();
            });
            save(2);
        });
        assertThat(written()).containsExactly(1L, 2L);
        assertThat(undone).containsExactly(3L, 2L, 3L);
    }

    @Test
    void readsInEitherOrderSeeWhatIsKeptAfterIt() {
        inTransaction(() -> {
            save(1);
            store().flush();
            save(2);
            undo(() -> save(3));
            save(3);
            assertThat(versions(store().get(SCHOOL, fido, new EventQuery(0, Long.MAX_VALUE, true, 9))))
                    .containsExactly(3L, 2L, 1L);
            assertThat(versions(store().get(SCHOOL, fido, new EventQuery(0, 2, true, 1))))
                    .containsExactly(2L);
            assertThat(versions(store().get(SCHOOL, fido, EventQuery.all().limit(0))))
                    .isEmpty();
        });
    }
}
