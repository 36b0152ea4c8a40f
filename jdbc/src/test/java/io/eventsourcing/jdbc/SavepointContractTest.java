package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.AppendLimit;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.EventStore;
import io.eventsourcing.persistence.SaveOutcome;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.VersionConflictException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Real savepoints, set by the application's own SQL, and the mark that belongs to them. */
class SavepointContractTest {
    abstract static class Contract {
        private static final SaveOutcome UNHEARD = new SaveOutcome() {
            @Override
            public void committed() {}

            @Override
            public void rolledBack() {}
        };

        private final HikariDataSource dataSource;
        private final JdbcPersistence persistence;
        private final EventStore store;
        private final UUID id = UUID.randomUUID();

        Contract(HikariDataSource dataSource) {
            this.dataSource = dataSource;
            Migrations.migrate(dataSource);
            this.persistence = JdbcPersistence.of(dataSource);
            this.store = new EventStore(persistence, AppendLimit.defaults());
        }

        @AfterEach
        void close() {
            dataSource.close();
        }

        private StoredEvent event(long version) {
            return new StoredEvent("School", id, version, "topic", new byte[0], null, null, Instant.EPOCH);
        }

        private void save(long... versions) {
            for (long version : versions) {
                store.put(List.of(event(version)), UNHEARD);
            }
        }

        private List<Long> written() {
            return persistence.eventRecorder().selectEvents("School", id, EventQuery.all()).stream()
                    .map(StoredEvent::originatorVersion)
                    .toList();
        }

        private void undone(Runnable work) {
            Object mark = unit().mark();
            persistence.execute(connection -> {
                Savepoint savepoint = connection.setSavepoint();
                work.run();
                connection.rollback(savepoint);
                return savepoint;
            });
            unit().rollbackTo(mark);
        }

        private TransactionParticipant unit() {
            return persistence.transactions().participant(store).orElseThrow();
        }

        private void inTransaction(Runnable work) {
            persistence.transactions().separate(() -> {
                work.run();
                return true;
            });
        }

        @Test
        void whatWasSavedBeforeAndFlushedAfterItIsWrittenAgainAtTheEnd() {
            inTransaction(() -> {
                save(1, 2);
                undone(store::flush);
                assertThat(written()).isEmpty();
            });
            assertThat(written()).containsExactly(1L, 2L);
            assertThat(persistence.settledHead().read()).isGreaterThanOrEqualTo(4);
        }

        @Test
        void whatWasSavedAndFlushedAfterItIsUndone() {
            inTransaction(() -> {
                save(1);
                store.flush();
                undone(() -> {
                    save(2, 3);
                    store.flush();
                });
                save(2);
            });
            assertThat(written()).containsExactly(1L, 2L);
        }

        @Test
        void aConflictOfAFlushIsUndoneWithIt() {
            save(2);
            inTransaction(() -> {
                save(1);
                undone(() -> {
                    save(2);
                    assertThatThrownBy(store::flush).isInstanceOf(VersionConflictException.class);
                });
            });
            assertThat(written()).containsExactly(1L, 2L);
        }
    }

    @Nested
    class OnPostgreSql extends Contract {
        OnPostgreSql() {
            super(TestDatabases.postgres());
        }
    }

    @Nested
    class OnH2 extends Contract {
        OnH2() {
            super(TestDatabases.h2());
        }
    }
}
