package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.AppendLimit;
import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.SaveOutcome;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.VersionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the event store does on every backend: events are kept to the end of the transaction and lost by none. */
public abstract class EventStoreContract extends PersistenceContract {
    private final UUID fido = UUID.randomUUID();
    private final List<Set<String>> prompts = new ArrayList<>();
    private int committed;
    private int rolledBack;
    private @Nullable EventStore store;

    @BeforeEach
    void openStore() {
        store = new EventStore(persistence(), new AppendLimit(10, 1_000));
        store.addListener(prompts::add);
    }

    private EventStore store() {
        if (store == null) {
            throw new IllegalStateException("The store is opened before each test");
        }
        return store;
    }

    private void put(long... versions) {
        List<StoredEvent> events = new ArrayList<>();
        for (long version : versions) {
            events.add(event(fido, version));
        }
        store().put(events, outcome());
    }

    private SaveOutcome outcome() {
        return new SaveOutcome() {
            @Override
            public void committed() {
                committed++;
            }

            @Override
            public void rolledBack() {
                rolledBack++;
            }
        };
    }

    private List<Long> written() {
        return versions(persistence().eventRecorder().selectEvents(SCHOOL, fido, EventQuery.all()));
    }

    private List<Long> seen(EventQuery query) {
        return versions(store().get(SCHOOL, fido, query));
    }

    private static List<Long> versions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::originatorVersion).toList();
    }

    private void inTransaction(Runnable work) {
        Supplier<Boolean> supplier = () -> {
            work.run();
            return true;
        };
        persistence().transactions().separate(supplier);
    }

    @Test
    void withoutATransactionEventsAreWrittenAtOnce() {
        put(1, 2);
        assertThat(written()).containsExactly(1L, 2L);
        assertThat(prompts).containsExactly(Set.of(SCHOOL));
    }

    @Test
    void inATransactionEventsAreWrittenAtItsEnd() {
        inTransaction(() -> {
            put(1);
            put(2);
            assertThat(written()).isEmpty();
            assertThat(prompts).isEmpty();
        });
        assertThat(written()).containsExactly(1L, 2L);
        assertThat(prompts).containsExactly(Set.of(SCHOOL));
        assertThat(committed).isEqualTo(2);
        assertThat(rolledBack).isZero();
    }

    @Test
    void readsSeeWhatIsKeptOnTopOfWhatIsStored() {
        put(1, 2);
        inTransaction(() -> {
            put(3, 4);
            assertThat(seen(EventQuery.all())).containsExactly(1L, 2L, 3L, 4L);
            assertThat(seen(EventQuery.last())).containsExactly(4L);
            assertThat(seen(EventQuery.all().after(1).upTo(3))).containsExactly(2L, 3L);
            assertThat(seen(EventQuery.all().limit(3))).containsExactly(1L, 2L, 3L);
        });
    }

    @Test
    void readingOverKeptEventsWhoseVersionWasTakenSinceIsAConflict() {
        put(1);
        assertThatThrownBy(() -> inTransaction(() -> {
                    put(2);
                    inTransaction(() -> put(2, 3));
                    seen(EventQuery.all());
                }))
                .isInstanceOf(VersionConflictException.class);
        assertThat(written()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTransactionKnowsWhoseEventsItHasSavedUntilItsEnd() {
        put(1);
        inTransaction(() -> {
            assertThat(store().hasSaved(SCHOOL, fido)).isFalse();
            put(2);
            assertThat(store().hasSaved(SCHOOL, fido)).isTrue();
            assertThat(store().hasSaved(SCHOOL, UUID.randomUUID())).isFalse();
            store().flush();
            assertThat(store().hasSaved(SCHOOL, fido)).isTrue();
        });
        assertThat(store().hasSaved(SCHOOL, fido)).isFalse();
    }

    @Test
    void aFlushWritesWhatIsKeptAndTheRestFollowsAtTheEnd() {
        inTransaction(() -> {
            put(1);
            store().flush();
            assertThat(written()).containsExactly(1L);
            put(2);
            assertThat(seen(EventQuery.all())).containsExactly(1L, 2L);
        });
        assertThat(written()).containsExactly(1L, 2L);
    }

    @Test
    void aRolledBackTransactionWritesNothingPromptsNobodyAndTellsTheSaver() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    put(1);
                    store().flush();
                    put(2);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(written()).isEmpty();
        assertThat(prompts).isEmpty();
        assertThat(rolledBack).isEqualTo(2);
        assertThat(committed).isZero();
    }

    @Test
    void aConflictWithWhatIsStoredComesOutOfTheCommit() {
        put(1);
        assertThatThrownBy(() -> inTransaction(() -> put(1))).isInstanceOf(VersionConflictException.class);
        assertThat(rolledBack).isEqualTo(1);
        assertThat(written()).containsExactly(1L);
    }

    @Test
    void aConflictWithinTheTransactionShowsAtOnce() {
        inTransaction(() -> {
            put(1);
            assertThatThrownBy(() -> put(1)).isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                assertThat(conflict.originatorId()).isEqualTo(fido);
                assertThat(conflict.originatorVersion()).isEqualTo(1);
            });
        });
        assertThat(written()).containsExactly(1L);
    }

    @Test
    void moreThanOneTransactionMayAppendIsRefusedWithAdvice() {
        assertThatThrownBy(() -> put(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("split the work");
        assertThatThrownBy(() -> inTransaction(() -> {
                    put(1, 2, 3, 4, 5, 6);
                    put(7, 8, 9, 10, 11);
                }))
                .isInstanceOf(DataException.class);
        assertThat(written()).isEmpty();
    }

    @Test
    void whatIsFlushedCountsTowardsWhatATransactionMayAppend() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    put(1, 2, 3, 4, 5, 6);
                    store().flush();
                    put(7, 8, 9, 10, 11);
                    store().flush();
                }))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("split the work");
        assertThat(written()).isEmpty();
    }

    @Test
    void everyApplicationIsNamedOnceToTheListeners() {
        List<StoredEvent> mixed = List.of(
                event(SCHOOL, fido, 1, "topic"), event("Kennel", fido, 1, "topic"), event(SCHOOL, fido, 2, "topic"));
        store().put(mixed.subList(0, 2), outcome());
        assertThat(prompts).containsExactly(Set.of(SCHOOL, "Kennel"));
        prompts.clear();
        inTransaction(() -> {
            store().put(List.of(mixed.get(2), event("Kennel", fido, 2, "topic")), outcome());
            store().put(List.of(event("Vet", fido, 1, "topic")), outcome());
        });
        assertThat(prompts).containsExactly(Set.of(SCHOOL, "Kennel", "Vet"));
    }

    @Test
    void aRollBackToAMarkUndoesWhatWasSavedSinceAndOnlyThat() {
        inTransaction(() -> {
            put(1);
            TransactionParticipant unit =
                    persistence().transactions().participant(store()).orElseThrow();
            Object mark = unit.mark();
            put(2);
            unit.rollbackTo(mark);
            assertThat(seen(EventQuery.all())).containsExactly(1L);
            put(2, 3);
        });
        assertThat(written()).containsExactly(1L, 2L, 3L);
        assertThat(rolledBack).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        store().addListener(names -> {
            throw new IllegalStateException("listener");
        });
        put(1);
        inTransaction(() -> put(2));
        assertThat(written()).containsExactly(1L, 2L);
    }
}
