package io.eventsourcing.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static int after(BatchSize size, int batches, long took) {
        for (int i = 0; i < batches; i++) {
            size.succeeded(size.next(), i, took);
        }
        return size.next();
    }

    @Test
    void batchesBeginSmallAndDoubleUpToTheMost() {
        BatchSize size = new BatchSize(500, SECOND);
        assertThat(size.next()).isEqualTo(32);
        assertThat(after(size, 1, 1)).isEqualTo(64);
        assertThat(after(size, 9, 1)).isEqualTo(500);
        assertThat(new BatchSize(5, SECOND).next()).isEqualTo(5);
    }

    @Test
    void batchesThatTakeTooLongBecomeSmallerUntilTheyFit() {
        BatchSize size = new BatchSize(500, SECOND);
        after(size, 9, 1);
        assertThat(after(size, 1, 10 * SECOND)).isEqualTo(50);
        assertThat(after(size, 1, 1_000 * SECOND)).isEqualTo(1);
        assertThat(after(size, 1, SECOND / 2)).isEqualTo(2);
    }

    @Test
    void theLastSmallBatchOfALogSaysNothingAboutTheNext() {
        BatchSize size = new BatchSize(500, SECOND);
        size.succeeded(3, 1, 1);
        assertThat(size.next()).isEqualTo(32);
    }

    @Test
    void aCulpritIsFoundWithFewBatchesAndThenTheyAreAsLargeAsBefore() {
        BatchSize size = new BatchSize(1_024, SECOND);
        after(size, 9, 1);
        int culprit = 700;
        int position = 0;
        int batches = 0;
        boolean found = false;
        while (!found) {
            int next = Math.min(size.next(), 1_024 - position);
            batches++;
            if (position < culprit && culprit <= position + next) {
                found = next == 1;
                if (!found) {
                    size.failed(next, position + next);
                }
            } else {
                position += next;
                size.succeeded(next, position, 1);
            }
        }
        assertThat(batches).isLessThan(15);
        size.culpritPassed();
        assertThat(size.next()).isEqualTo(1_024);
    }

    @Test
    void withoutACulpritBatchesAreAsLargeAsBeforeWhenAllOfThemSucceeded() {
        BatchSize size = new BatchSize(64, SECOND);
        after(size, 3, 1);
        size.failed(64, 64);
        size.succeeded(32, 32, 1);
        assertThat(size.next()).isEqualTo(16);
        size.succeeded(32, 64, 1);
        assertThat(size.next()).isEqualTo(64);
    }
}
