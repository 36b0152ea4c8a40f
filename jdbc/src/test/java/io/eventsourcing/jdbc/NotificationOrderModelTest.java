package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.SettledHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random interleavings of begin, lock, draw, insert, savepoint, roll-back, commit, prepare and restart with the statements
 * of the settled head, an owner ending between any two of them included. A seed that fails is in the message.
 */
class NotificationOrderModelTest {
    private static final int SEEDS = Integer.getInteger("model.seeds", 400);
    private static final int READS = 60;

    /** A follower that reads up to the head with a limit of its own. */
    private static final class Reader {
        final long begin;
        final List<Long> seen = new ArrayList<>();
        long position;

        Reader(long begin) {
            this.begin = begin;
            this.position = begin;
        }

        void read(ModelDatabase database, long head, int limit) {
            List<Long> page =
                    database.select(position, head).stream().limit(limit).toList();
            seen.addAll(page);
            position = page.size() < limit ? Math.max(position, head) : page.getLast();
        }
    }

    private record Outcome(Set<Long> missed, boolean ascending, boolean complete, boolean headCameHome) {}

    private static Outcome run(long seed, Function<ModelDatabase, SettledHead> newHead) {
        Random random = new Random(seed);
        ModelDatabase database = new ModelDatabase(random);
        SettledHead head = newHead.apply(database);
        List<Reader> readers = new ArrayList<>(List.of(new Reader(0)));
        for (int i = 0; i < READS; i++) {
            database.writersStep();
            if (random.nextInt(40) == 0) {
                head = newHead.apply(database);
            }
            long settled = head.read();
            if (random.nextInt(20) == 0) {
                readers.add(new Reader(settled));
            }
            database.writersStep();
            for (Reader reader : readers) {
                if (random.nextBoolean()) {
                    reader.read(database, settled, 1 + random.nextInt(20));
                }
            }
        }
        database.quiet();
        long settled = head.read();
        for (int i = 0; i < 10_000 && settled < database.greatestVisibleId(); i++) {
            settled = head.read();
        }
        for (Reader reader : readers) {
            reader.read(database, settled, Integer.MAX_VALUE);
        }
        return judge(database, readers, settled >= database.greatestVisibleId());
    }

    private static Outcome judge(ModelDatabase database, List<Reader> readers, boolean headCameHome) {
        Set<Long> missed = new TreeSet<>();
        boolean ascending = true;
        for (Reader reader : readers) {
            List<Long> due = database.select(reader.begin, Long.MAX_VALUE);
            missed.addAll(due);
            reader.seen.forEach(missed::remove);
            ascending &= reader.seen.equals(reader.seen.stream().sorted().toList())
                    && new HashSet<>(reader.seen).size() == reader.seen.size();
            if (!missed.isEmpty()) {
                break;
            }
        }
        return new Outcome(missed, ascending, missed.isEmpty(), headCameHome);
    }

    private static void assertNothingIsMissed(Function<ModelDatabase, SettledHead> newHead) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcome outcome = run(seed, newHead);
            assertThat(outcome.missed()).as("events missed, seed %d", seed).isEmpty();
            assertThat(outcome.ascending())
                    .as("ascending and unrepeated, seed %d", seed)
                    .isTrue();
            assertThat(outcome.headCameHome())
                    .as("the head reaches the last id, seed %d", seed)
                    .isTrue();
        }
    }

    private static SqlErrors errors() {
        return new SqlErrors(Dialects.h2());
    }

    @Test
    void behindAFenceNoReaderMissesRepeatsOrReordersEvents() {
        assertNothingIsMissed(database -> new FencedHead(() -> database, errors(), 1_000));
    }

    @Test
    void aFenceThatScansInSmallStepsMissesNothing() {
        assertNothingIsMissed(database -> new FencedHead(() -> database, errors(), 3));
    }

    @Test
    void behindSealsNoReaderMissesRepeatsOrReordersEvents() {
        assertNothingIsMissed(database -> new SealedHead(() -> database, errors(), 1_000));
    }

    @Test
    void sealsThatScanInSmallStepsMissNothing() {
        assertNothingIsMissed(database -> new SealedHead(() -> database, errors(), 3));
    }

    @Test
    void aReaderThatTrustsTheGreatestVisibleIdMissesEvents() {
        assertThat(seedsThatMiss(database -> new Head(database::greatestVisibleId)))
                .isGreaterThan(SEEDS / 10);
    }

    @Test
    void aFenceThatIsAskedBeforeTheScanMissesEvents() {
        assertThat(seedsThatMiss(database -> new FencedHead(() -> new EarlyFence(database), errors(), 1_000)))
                .isGreaterThan(0);
    }

    @Test
    void aFenceThatForgetsPreparedTransactionsMissesEvents() {
        assertThat(seedsThatMiss(database -> new FencedHead(() -> new UnpreparedFence(database), errors(), 1_000)))
                .isGreaterThan(0);
    }

    private static long seedsThatMiss(Function<ModelDatabase, SettledHead> newHead) {
        long count = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            if (!run(seed, newHead).complete()) {
                count++;
            }
        }
        return count;
    }

    private record Head(LongSupplier find) implements SettledHead {
        @Override
        public long read() {
            return find.getAsLong();
        }

        @Override
        public Optional<String> delay() {
            return Optional.empty();
        }
    }

    /** A fence over the model that gets something wrong. */
    private abstract static class WrongFence implements FenceSource {
        final ModelDatabase database;

        WrongFence(ModelDatabase database) {
            this.database = database;
        }

        @Override
        public List<Long> idsAfter(long id, int limit) {
            return database.idsAfter(id, limit);
        }

        @Override
        public long checkedMaxId() {
            return database.checkedMaxId();
        }

        @Override
        public String describe(Collection<Holder> holders) {
            return holders.toString();
        }

        @Override
        public void close() {}
    }

    /** Shows prepared transactions under their new name only, as if they were sessions. */
    private static final class UnpreparedFence extends WrongFence {
        UnpreparedFence(ModelDatabase database) {
            super(database);
        }

        @Override
        public Set<Holder> holders() {
            return database.holders().stream()
                    .map(holder -> new Holder(holder.transaction(), false))
                    .collect(Collectors.toSet());
        }
    }

    /** Asks for the holders before the scan instead of after it. */
    private static final class EarlyFence extends WrongFence {
        private @Nullable Set<Holder> early;

        EarlyFence(ModelDatabase database) {
            super(database);
        }

        @Override
        public List<Long> idsAfter(long id, int limit) {
            early = database.holders();
            return super.idsAfter(id, limit);
        }

        @Override
        public Set<Holder> holders() {
            Set<Holder> found = early == null ? database.holders() : early;
            early = null;
            return found;
        }
    }
}
