package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.StateChain;
import io.eventsourcing.mapping.StateFormat;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApplicationOptionsTest {
    static final class Note extends Aggregate<Note.Event> implements Snapshots<Note.Text> {
        sealed interface Event permits Written {}

        record Written(String text) implements Event {}

        record Text(String text) {}

        private String text = "";

        static Note write(UUID id, String text) {
            return create(Note::new, id, new Written(text));
        }

        void rewrite(String text) {
            trigger(new Written(text));
        }

        @Override
        protected void apply(Event event) {
            text = ((Written) event).text();
        }

        @Override
        public Text snapshot() {
            return new Text(text);
        }

        @Override
        public void restore(Text state) {
            text = state.text();
        }
    }

    static final class Notes extends Application {
        private final Repository<Note> notes = repository(Note.class, SnapshotRule.every(1));

        Notes(EventSourcing eventSourcing, String name) {
            super(eventSourcing, name);
        }

        void write(UUID id) {
            save(Note.write(id, "dear diary"));
        }
    }

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final UUID id = UUID.randomUUID();

    private Notes notes(EventSourcing eventSourcing, String name) {
        Notes notes = new Notes(eventSourcing, name);
        notes.write(id);
        return notes;
    }

    private String stored(String name) {
        byte[] state = persistence
                .eventRecorder()
                .selectEvents(name, id, EventQuery.last())
                .getFirst()
                .state();
        return new String(state, StandardCharsets.ISO_8859_1);
    }

    private long snapshots(String name) {
        return persistence
                .snapshotRecorder()
                .selectEvents(name, id, EventQuery.all())
                .size();
    }

    @Test
    void oneApplicationIsEncryptedAndForgetsWhileAnotherStaysPlain() {
        StateChain secret = new StateChain(
                StateFormat.of(new JacksonTranscoder()),
                Compressor.none(),
                new OriginatorKeyCipher(KeyRing.of("1", KeyRing.newKey()), persistence.originatorKeyRecorder()));
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .applications((name, general) -> name.equals("Secret") ? general.states(secret) : general)
                .build();
        Notes secretNotes = notes(eventSourcing, "Secret");
        Notes openNotes = notes(eventSourcing, "Open");
        assertThat(stored("Secret")).doesNotContain("diary");
        assertThat(stored("Open")).contains("diary");
        assertThat(secretNotes.notes.get(id).text).isEqualTo("dear diary");
        assertThat(openNotes.notes.get(id).text).isEqualTo("dear diary");

        assertThat(secretNotes.notes.forget(id)).isTrue();
        assertThat(secretNotes.notes.history(id)).hasSize(2);
        assertThatThrownBy(() -> openNotes.notes.forget(id))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'Open'");
        assertThat(openNotes.notes.get(id).text).isEqualTo("dear diary");
    }

    @Test
    void snapshotsAreNeitherTakenNorReadWhereTheyAreOff() {
        notes(EventSourcing.of(persistence), "Notes");
        assertThat(snapshots("Notes")).isEqualTo(1);
        Notes without =
                new Notes(EventSourcing.builder(persistence).snapshots(false).build(), "Notes");
        without.notes.update(id, note -> note.rewrite("two"));
        assertThat(snapshots("Notes")).isEqualTo(1);
        assertThat(without.notes.get(id).text).isEqualTo("two");
        assertThatThrownBy(() -> without.notes.takeSnapshot(id)).hasMessageContaining("Snapshots are off");
    }

    @Test
    void anApplicationIsLeftOutOfTheCache() {
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .cache(CacheOptions.maximumSize(10))
                .applications((name, general) -> general.cached(!name.equals("Uncached")))
                .build();
        notes(eventSourcing, "Uncached");
        assertThat(eventSourcing.cache().statistics().size()).isZero();
        notes(eventSourcing, "Cached");
        assertThat(eventSourcing.cache().statistics().size()).isEqualTo(1);
    }

    @Test
    void whatIsSetForOneApplicationIsAskedOnce() {
        List<String> asked = new ArrayList<>();
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .applications((name, general) -> {
                    asked.add(name);
                    return general;
                })
                .build();
        notes(eventSourcing, "Notes").notes.get(id);
        assertThat(asked).containsExactly("Notes");
    }
}
