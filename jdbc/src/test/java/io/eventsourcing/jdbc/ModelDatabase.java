package io.eventsourcing.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table of events and its writers, made small: what a settled head sees of a database, with every step of a writer that
 * can be observed as a step of its own. Between any two statements of the head, writers take random steps.
 */
final class ModelDatabase implements FenceSource, SealSource {
    /** A writer's transaction. Ids are drawn under a lock on the sequence, which is held until after the end is visible. */
    private final class Writer {
        final String session = "session-" + ++sessions;
        final List<Long> drawn = new ArrayList<>();
        final List<Long> inserted = new ArrayList<>();
        final List<Integer> savepoints = new ArrayList<>();
        boolean lock;
        boolean prepared;
        boolean ended;

        String name() {
            return prepared ? "prepared-" + session : session;
        }

        void step() {
            switch (prepared || ended ? 9 : random.nextInt(9)) {
                case 0 -> lock = true;
                case 1, 2, 3 -> draw();
                case 4 -> insert();
                case 5 -> savepoints.add(inserted.size());
                case 6 -> rollBackToSavepoint();
                case 7 -> prepared = lock && random.nextInt(3) == 0;
                case 8 -> end();
                default -> endLater();
            }
        }

        void draw() {
            lock = true;
            int rows = 1 + random.nextInt(3);
            for (int i = 0; i < rows; i++) {
                drawn.add(++sequence);
            }
        }

        private void insert() {
            while (!drawn.isEmpty()) {
                long id = drawn.removeFirst();
                if (visible.contains(id)) {
                    rollBack();
                    return;
                }
                inserted.add(id);
            }
        }

        private void rollBackToSavepoint() {
            if (!savepoints.isEmpty()) {
                List<Long> undone = inserted.subList(savepoints.removeLast(), inserted.size());
                undone.clear();
                drawn.clear();
            }
        }

        void end() {
            insert();
            if (!ended) {
                if (random.nextInt(4) == 0) {
                    rollBack();
                } else {
                    visible.addAll(inserted);
                    committed.addAll(inserted);
                    ended = true;
                }
            }
        }

        private void rollBack() {
            inserted.clear();
            drawn.clear();
            ended = true;
        }

        private void endLater() {
            if (ended) {
                writers.remove(this);
            } else if (random.nextInt(6) == 0) {
                end();
            }
        }
    }

    private static final long MOST_IDS = 2_000;

    final Set<Long> committed = new TreeSet<>();
    private final Random random;
    private final TreeSet<Long> visible = new TreeSet<>();
    private final Set<Writer> writers = new HashSet<>();
    private final Map<Integer, Writer> order = new LinkedHashMap<>();
    private long sequence;
    private int sessions;
    private boolean quiet;

    ModelDatabase(Random random) {
        this.random = random;
    }

    /** Lets writers take some steps; now and then the server restarts, which prepared transactions survive. */
    void writersStep() {
        boolean quick = random.nextBoolean();
        if (quiet || sequence > MOST_IDS) {
            return;
        }
        for (int steps = random.nextInt(quick ? 6 : 20); steps > 0; steps--) {
            if (random.nextInt(4) == 0) {
                Writer quickOne = new Writer();
                quickOne.draw();
                quickOne.end();
            }
            if (writers.size() < 2 || (random.nextInt(10) == 0 && writers.size() < 12)) {
                Writer writer = new Writer();
                writers.add(writer);
                order.put(sessions, writer);
            }
            order.values().retainAll(writers);
            List<Writer> all = List.copyOf(order.values());
            all.get(random.nextInt(all.size())).step();
            if (random.nextInt(300) == 0) {
                restart();
            }
        }
    }

    private void restart() {
        List<Writer> lost = writers.stream().filter(writer -> !writer.prepared).toList();
        lost.forEach(Writer::rollBack);
        writers.removeAll(lost);
    }

    /** Ends every transaction and begins no new one. */
    void quiet() {
        for (Writer writer : List.copyOf(order.values())) {
            writer.end();
        }
        writers.clear();
        quiet = true;
    }

    /** What a reader sees that selects by id. */
    List<Long> select(long after, long upTo) {
        return committed.stream().filter(id -> id > after && id <= upTo).toList();
    }

    long greatestVisibleId() {
        return visible.isEmpty() ? 0 : visible.last();
    }

    long lastDrawnId() {
        return sequence;
    }

    @Override
    public List<Long> idsAfter(long id, int limit) {
        writersStep();
        return visible.tailSet(id, false).stream().limit(limit).toList();
    }

    @Override
    public Set<Holder> holders() {
        writersStep();
        return writers.stream()
                .filter(writer -> writer.lock)
                .map(writer -> new Holder(writer.name(), writer.prepared))
                .collect(Collectors.toSet());
    }

    @Override
    public long checkedMaxId() {
        writersStep();
        return greatestVisibleId();
    }

    @Override
    public Seal seal(long id) {
        writersStep();
        if (visible.contains(id)) {
            return Seal.COMMITTED;
        }
        if (writers.stream().anyMatch(writer -> writer.inserted.contains(id))) {
            return Seal.OWNED;
        }
        visible.add(id);
        return Seal.SEALED;
    }

    @Override
    public String describe(Collection<Holder> holders) {
        return holders.toString();
    }

    @Override
    public void close() {}
}
