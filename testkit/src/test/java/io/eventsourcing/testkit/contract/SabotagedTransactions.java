package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.Transactions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions with one thing wrong. */
final class SabotagedTransactions implements Transactions {
    private static final Logger log = LoggerFactory.getLogger(SabotagedTransactions.class);

    private final Transactions good;
    private final Fault fault;

    SabotagedTransactions(Transactions good, Fault fault) {
        this.good = good;
        this.fault = fault;
    }

    @Override
    public boolean active() {
        return good.active() || fault == Fault.IS_ALWAYS_ACTIVE;
    }

    @Override
    public <T> T required(Supplier<T> work) {
        if (fault == Fault.JOINS_NOTHING) {
            return good.separate(work);
        }
        if (fault == Fault.FORGIVES_INNER_FAILURES && good.active()) {
            return work.get();
        }
        return good.active() ? good.required(work) : separate(work);
    }

    @Override
    public <T> T separate(Supplier<T> work) {
        if (fault == Fault.JOINS_SEPARATE_WORK) {
            return good.required(work);
        }
        return fault == Fault.IGNORES_ROLL_BACK ? committed(work) : good.separate(work);
    }

    private <T> T committed(Supplier<T> work) {
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        T result = good.separate(() -> {
            try {
                return work.get();
            } catch (RuntimeException e) {
                thrown.set(e);
                return null;
            }
        });
        if (thrown.get() != null) {
            throw thrown.get();
        }
        return result;
    }

    @Override
    public <P extends TransactionParticipant> P enlist(Object key, Supplier<P> participant) {
        if (fault == Fault.FORGETS_PARTICIPANTS) {
            return good.enlist(new Object(), participant);
        }
        if (fault == Fault.ENLISTS_WITHOUT_A_TRANSACTION && !good.active()) {
            return participant.get();
        }
        return unwrap(good.enlist(key, () -> new Misled(participant.get(), fault)));
    }

    @SuppressWarnings("unchecked")
    private static <P> P unwrap(TransactionParticipant participant) {
        return (P) (participant instanceof Misled misled ? misled.meant() : participant);
    }

    @Override
    public Optional<TransactionParticipant> participant(Object key) {
        return good.participant(key).map(SabotagedTransactions::unwrap);
    }

    /** A participant that is told the wrong things. */
    private record Misled(TransactionParticipant meant, Fault fault) implements TransactionParticipant {
        @Override
        public boolean beforeCommit() {
            return switch (fault) {
                case WRITES_NOTHING_AT_THE_END -> false;
                case IGNORES_VETOES -> {
                    try {
                        yield meant.beforeCommit();
                    } catch (RuntimeException e) {
                        log.debug("ignored", e);
                        yield false;
                    }
                }
                case ASKS_PARTICIPANTS_ONCE -> {
                    meant.beforeCommit();
                    yield false;
                }
                default -> meant.beforeCommit();
            };
        }

        @Override
        public void afterCompletion(boolean committed) {
            if (fault != Fault.TELLS_NOBODY_OF_THE_END) {
                meant.afterCompletion(committed || fault == Fault.ALWAYS_TELLS_OF_A_COMMIT);
            }
        }

        @Override
        public Object mark() {
            return meant.mark();
        }

        @Override
        public void rollbackTo(Object mark) {
            meant.rollbackTo(mark);
        }
    }
}
