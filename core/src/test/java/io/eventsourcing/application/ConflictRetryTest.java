package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.RolledBackException;
import io.eventsourcing.persistence.Transactions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConflictRetryTest {
    private final Transactions transactions = EventSourcing.inMemory().transactions();
    private final AtomicInteger attempts = new AtomicInteger();

    private int failingOnce(RuntimeException failure) {
        if (attempts.incrementAndGet() == 1) {
            throw failure;
        }
        return attempts.get();
    }

    @Test
    void whatTheDatabaseRolledBackIsBegunAgain() {
        RolledBackException deadlock = new RolledBackException("deadlock", null);
        assertThat(ConflictRetry.of(transactions, () -> failingOnce(deadlock))).isEqualTo(2);
    }

    @Test
    void whatMayHaveBeenCommittedIsNot() {
        OperationalException lost = new OperationalException("connection lost", null);
        assertThatThrownBy(() -> ConflictRetry.of(transactions, () -> failingOnce(lost)))
                .isSameAs(lost);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void withinATransactionNothingIs() {
        RolledBackException deadlock = new RolledBackException("deadlock", null);
        assertThatThrownBy(
                        () -> transactions.required(() -> ConflictRetry.of(transactions, () -> failingOnce(deadlock))))
                .isSameAs(deadlock);
        assertThat(attempts).hasValue(1);
    }
}
