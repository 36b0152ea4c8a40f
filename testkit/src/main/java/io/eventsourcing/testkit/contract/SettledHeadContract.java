package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the settled head of every backend does while transactions overtake each other. */
public abstract class SettledHeadContract extends PersistenceContract {
    private static final int WRITERS = 6;
    private static final int EVENTS = 40;
    private static final int MOST_ATTEMPTS = 10_000;

    private List<Long> insert() {
        return persistence().eventRecorder().insertEvents(List.of(event(UUID.randomUUID(), 1)));
    }

    private long head() {
        return persistence().settledHead().read();
    }

    private List<Long> followed(long after) {
        return persistence()
                .eventRecorder()
                .selectNotifications(
                        SCHOOL, NotificationQuery.after(after, 1_000).upTo(head()))
                .stream()
                .map(Notification::id)
                .toList();
    }

    @Test
    void withNothingInFlightEverythingCommittedIsSettled() {
        head();
        List<Long> ids = insert();
        assertThat(head()).isGreaterThanOrEqualTo(ids.getLast());
    }

    @Test
    void anOvertakingCommitIsNotDeliveredBeforeTheOneItOvertook() {
        head();
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<List<Long>> slow =
                    threads.submit(() -> persistence().transactions().separate(() -> {
                        List<Long> ids = insert();
                        drawn.countDown();
                        Threads.await(release);
                        return ids;
                    }));
            Threads.await(drawn);
            List<Long> fast;
            try {
                fast = writtenBesideAWriter(this::insert);
                assertThat(readBesideAWriter(() -> followed(0))).isEmpty();
            } finally {
                release.countDown();
            }
            List<Long> all = new ArrayList<>(Threads.get(slow));
            all.addAll(fast);
            assertThat(all).isSorted().doesNotHaveDuplicates();
            assertThat(followed(0)).isEqualTo(all);
        }
    }

    @Test
    void aRolledBackTransactionFreesTheHead() {
        head();
        assertThatThrownBy(() -> persistence().transactions().separate(() -> {
                    insert();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        List<Long> later = insert();
        assertThat(followed(0)).isEqualTo(later);
    }

    @Test
    void anOvertakenTransactionThatRollsBackLetsTheOneThatOvertookItThrough() {
        head();
        List<Long> fast = new ArrayList<>();
        assertThatThrownBy(() -> persistence().transactions().separate(() -> {
                    insert();
                    fast.addAll(writtenBesideAWriter(
                            () -> persistence().transactions().separate(this::insert)));
                    assertThat(readBesideAWriter(() -> followed(0))).isEmpty();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(followed(0)).isEqualTo(fast);
    }

    @Test
    void theHeadNeverGoesBack() {
        List<Long> heads = new ArrayList<>();
        heads.add(head());
        insert();
        heads.add(head());
        persistence().transactions().separate(() -> {
            heads.add(head());
            insert();
            return heads.addAll(readBesideAWriter(() -> List.of(head())));
        });
        heads.add(head());
        heads.add(head());
        assertThat(heads).isSorted();
    }

    @Test
    void readersBesideManyWritersMissNothingAndGoNeverBack() {
        head();
        int writers = WRITERS;
        AtomicInteger writing = new AtomicInteger(writers);
        List<List<Long>> results =
                Threads.together(writers + 1, i -> () -> i < writers ? write(writing) : readWhile(writing));
        List<Long> written = results.subList(0, writers).stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
        assertThat(results.getLast()).isSorted().doesNotHaveDuplicates().isEqualTo(written);
    }

    private List<Long> write(AtomicInteger writing) {
        try {
            List<Long> ids = new ArrayList<>();
            for (int attempt = 0; ids.size() < EVENTS; attempt++) {
                assertThat(attempt).as("attempts to insert").isLessThan(MOST_ATTEMPTS);
                ids.addAll(insertedOrRefused(ids.size() % 2 == 0));
            }
            return ids;
        } finally {
            writing.decrementAndGet();
        }
    }

    /** A backend may refuse an insert that a reader overtook, as long as it says that it can be tried again. */
    private List<Long> insertedOrRefused(boolean alone) {
        try {
            return alone ? insert() : persistence().transactions().separate(this::insert);
        } catch (PersistenceException e) {
            assertThat(e.retryable()).isTrue();
            return List.of();
        }
    }

    private List<Long> readWhile(AtomicInteger writing) {
        List<Long> seen = new ArrayList<>();
        boolean more = true;
        while (more) {
            boolean ended = writing.get() == 0;
            List<Long> page = followed(seen.isEmpty() ? 0 : seen.getLast());
            seen.addAll(page);
            assertThat(seen).as("ids read").hasSizeLessThanOrEqualTo(WRITERS * EVENTS);
            more = !ended || !page.isEmpty();
        }
        return seen;
    }
}
