package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the transactions of every backend do. */
public abstract class TransactionsContract extends PersistenceContract {
    private final UUID fido = UUID.randomUUID();

    private Transactions transactions() {
        return persistence().transactions();
    }

    private int insert(long version) {
        persistence().eventRecorder().insertEvents(List.of(event(fido, version)));
        return 0;
    }

    private int stored() {
        return persistence()
                .eventRecorder()
                .selectEvents(SCHOOL, fido, EventQuery.all())
                .size();
    }

    /** Writes down what it is told. */
    private static final class Witness implements TransactionParticipant {
        final List<String> told = new ArrayList<>();

        @Override
        public boolean beforeCommit() {
            told.add("before commit");
            return false;
        }

        @Override
        public void afterCompletion(boolean committed) {
            told.add(committed ? "committed" : "rolled back");
        }

        @Override
        public Object mark() {
            return told.size();
        }

        @Override
        public void rollbackTo(Object mark) {
            told.add("rolled back to a mark");
        }
    }

    @Test
    void aTransactionIsActiveOnlyWithinItsWork() {
        assertThat(transactions().active()).isFalse();
        assertThat(transactions().required(transactions()::active)).isTrue();
        assertThat(transactions().separate(transactions()::active)).isTrue();
        assertThat(transactions().active()).isFalse();
    }

    @Test
    void whatCommitsIsThereAndWhatThrowsIsNot() {
        transactions().required(() -> insert(1));
        assertThatThrownBy(() -> transactions().required(() -> {
                    insert(2);
                    assertThat(stored()).isEqualTo(2);
                    throw new IllegalStateException("undone");
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("undone");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void requiredWorkJoinsTheActiveTransaction() {
        assertThatThrownBy(() -> transactions().required(() -> {
                    transactions().required(() -> insert(1));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(stored()).isZero();
    }

    @Test
    void separateWorkStaysWhenTheOuterTransactionRollsBack() {
        assertThatThrownBy(() -> transactions().required(() -> {
                    transactions().separate(() -> insert(1));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aFailureThatJoinedAndWasSwallowedRollsTheWholeBack() {
        assertThatThrownBy(() -> transactions().required(() -> {
                    insert(1);
                    assertThatThrownBy(() -> transactions().required(() -> {
                                throw new IllegalStateException("inner");
                            }))
                            .hasMessage("inner");
                    return 0;
                }))
                .isInstanceOf(OperationalException.class);
        assertThat(stored()).isZero();
    }

    /** Has something to do when it is called for the first and the second time. */
    private static final class Industrious implements TransactionParticipant {
        final List<String> told = new ArrayList<>();
        private final Runnable work;

        Industrious(Runnable work) {
            this.work = work;
        }

        @Override
        public boolean beforeCommit() {
            told.add("before commit");
            if (told.size() > 2) {
                return false;
            }
            work.run();
            return true;
        }

        @Override
        public void afterCompletion(boolean committed) {
            told.add(committed ? "committed" : "rolled back");
        }

        @Override
        public Object mark() {
            return told.size();
        }

        @Override
        public void rollbackTo(Object mark) {
            told.add("rolled back to a mark");
        }
    }

    @Test
    void participantsAreToldOfTheCommitOnce() {
        Witness witness = new Witness();
        transactions().required(() -> {
            assertThat(transactions().enlist(this, () -> witness)).isSameAs(witness);
            assertThat(transactions().enlist(this, Witness::new)).isSameAs(witness);
            assertThat(transactions().participant(this)).containsSame(witness);
            assertThat(transactions().participant("someone else")).isEmpty();
            return 0;
        });
        assertThat(witness.told).containsExactly("before commit", "committed");
        assertThat(transactions().participant(this)).isEmpty();
    }

    @Test
    void participantsAreToldOfTheRollBackOnce() {
        Witness witness = new Witness();
        assertThatThrownBy(() -> transactions().required(() -> {
                    transactions().enlist(this, () -> witness);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(witness.told).containsExactly("rolled back");
    }

    @Test
    void whatAParticipantThrowsBeforeTheCommitRollsBackAndIsThrownOn() {
        Witness vetoing = new Witness();
        TransactionParticipant veto = new TransactionParticipant() {
            @Override
            public boolean beforeCommit() {
                throw new IllegalStateException("veto");
            }

            @Override
            public void afterCompletion(boolean committed) {
                vetoing.afterCompletion(committed);
            }

            @Override
            public Object mark() {
                return this;
            }

            @Override
            public void rollbackTo(Object mark) {
                vetoing.rollbackTo(mark);
            }
        };
        assertThatThrownBy(() -> transactions().required(() -> {
                    insert(1);
                    return transactions().enlist(this, () -> veto);
                }))
                .hasMessage("veto");
        assertThat(vetoing.told).containsExactly("rolled back");
        assertThat(stored()).isZero();
    }

    @Test
    void participantsAreCalledAgainUntilNoneDoesAnything() {
        Witness first = new Witness();
        Witness late = new Witness();
        Industrious second = new Industrious(() -> transactions().enlist("late", () -> late));
        transactions().required(() -> {
            transactions().enlist("first", () -> first);
            return transactions().enlist("second", () -> second);
        });
        assertThat(first.told).containsExactly("before commit", "before commit", "before commit", "committed");
        assertThat(second.told).containsExactly("before commit", "before commit", "before commit", "committed");
        assertThat(late.told).endsWith("before commit", "committed").doesNotContain("rolled back");
    }

    @Test
    void aFailureThatAParticipantHasSwallowedRollsTheWholeBack() {
        Witness witness = new Witness();
        Industrious careless =
                new Industrious(() -> assertThatThrownBy(() -> transactions().required(() -> {
                            throw new IllegalStateException("inner");
                        }))
                        .hasMessage("inner"));
        assertThatThrownBy(() -> transactions().required(() -> {
                    insert(1);
                    transactions().enlist(this, () -> careless);
                    return transactions().enlist("witness", () -> witness);
                }))
                .isInstanceOf(OperationalException.class);
        assertThat(witness.told).contains("rolled back").doesNotContain("committed");
        assertThat(stored()).isZero();
    }

    @Test
    void separateWorkHasParticipantsOfItsOwn() {
        Witness outer = new Witness();
        Witness inner = new Witness();
        transactions().required(() -> {
            transactions().enlist(this, () -> outer);
            transactions().separate(() -> {
                assertThat(transactions().participant(this)).isEmpty();
                return transactions().enlist(this, () -> inner);
            });
            assertThat(inner.told).containsExactly("before commit", "committed");
            assertThat(transactions().participant(this)).containsSame(outer);
            return 0;
        });
        assertThat(outer.told).containsExactly("before commit", "committed");
    }

    @Test
    void nobodyEnlistsWithoutATransaction() {
        assertThatThrownBy(() -> transactions().enlist(this, Witness::new)).isInstanceOf(IllegalStateException.class);
    }
}
