package io.eventsourcing.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTest {
    static final class Tap extends Aggregate<Tap.Turned> implements Snapshots<Tap.State> {
        record Turned(String by) {}

        record State(int turns) {}

        private int turns;

        private Tap() {}

        @Override
        protected void apply(Turned event) {
            turns++;
        }

        @Override
        public State snapshot() {
            return new State(turns);
        }

        @Override
        public void restore(State state) {
            turns = state.turns();
        }

        static Tap of(UUID id) {
            return create(Tap::new, id, new Turned("Zoë"));
        }

        void turn() {
            trigger(new Turned("Bob"));
        }
    }

    static final class Kitchen extends Application {
        private final Repository<Tap> taps = repository(Tap.class, Tap.Turned.class);

        Kitchen(EventSourcing eventSourcing) {
            super(eventSourcing, "Kitchen");
        }

        void turn(UUID id, int times) {
            for (int i = 0; i < times; i++) {
                taps.createOrUpdate(id, () -> Tap.of(id), Tap::turn);
            }
        }

        PersistenceModule persistence() {
            return eventSourcing().persistence();
        }

        List<StoredEvent> rows() {
            return persistence().eventRecorder().selectRows("Kitchen", 0, 5000).stream()
                    .map(Notification::event)
                    .toList();
        }

        List<StoredEvent> snapshots() {
            return persistence().snapshotRecorder().selectRows("Kitchen", 0, 5000).stream()
                    .map(Notification::event)
                    .toList();
        }
    }

    private final Kitchen source = new Kitchen(EventSourcing.inMemory());
    private final Kitchen target = new Kitchen(EventSourcing.inMemory());
    private final UUID id = new UUID(0, 1);

    private static Kitchen encrypted(Cipher cipher) {
        return new Kitchen(EventSourcing.builder(new MemoryPersistence())
                .compressor(new ZlibCompressor())
                .cipher(cipher)
                .build());
    }

    private static String export(EventExport export) throws IOException {
        StringWriter out = new StringWriter();
        export.to(out, rows -> {});
        return out.toString();
    }

    private static ImportReport load(Kitchen into, String text) throws IOException {
        return EventImport.into(into).from(new StringReader(text), rows -> {});
    }

    private StoredEvent row(long version, byte[] state, @Nullable String metadata) {
        return new StoredEvent(
                "Kitchen", id, version, "topic", state, version == 1 ? "tap" : null, metadata, Instant.EPOCH);
    }

    @Test
    void everythingComesBackByteForByteAndInOrder() throws IOException {
        List<StoredEvent> rows = new ArrayList<>();
        List<String> states = List.of(
                "{\"a\":1}",
                "{ \"a\": 1 }",
                "{\"a\":1.10,\"b\":1e5,\"c\":\"\\u00fc\"}",
                "{\"ü\":[null,true,-0.0]}",
                "{\"a\":1,\"a\":2}",
                "",
                "null",
                "\"text\"",
                "{\"a\":1}\n",
                "not json",
                "12345678901234567890123");
        for (String state : states) {
            rows.add(row(rows.size() + 1, state.getBytes(StandardCharsets.UTF_8), null));
        }
        rows.add(row(rows.size() + 1, new byte[] {0, -1, 10, 13}, "{\"user\":\"ada\"}"));
        rows.add(row(rows.size() + 1, new byte[] {'1'}, "{ \"user\" : \"ada\" }"));
        source.persistence().eventRecorder().insertEvents(rows);
        String text = export(EventExport.of(source));
        assertThat(text.lines()).hasSize(rows.size() + 2);
        assertThat(text).contains("\"state\":{\"a\":1}}\n", "\"stateBase64\":", "\"metadata\":{\"user\":\"ada\"}");
        assertThat(load(target, text)).isEqualTo(new ImportReport(rows.size(), 0, 0, 0));
        assertThat(target.rows()).isEqualTo(rows);
    }

    @Test
    void theHeaderAndTheLastLineSayWhatItIs() throws IOException {
        source.turn(id, 1);
        assertThat(export(EventExport.of(source)).lines())
                .startsWith(
                        "{\"format\":\"eventsourcing-export\",\"version\":1,\"application\":\"Kitchen\",\"decoded\":false}")
                .endsWith("{\"events\":2,\"snapshots\":0}");
    }

    @Test
    void snapshotsGoAlongIfAskedFor() throws IOException {
        source.turn(id, 3);
        source.taps.takeSnapshot(id);
        assertThat(load(target, export(EventExport.of(source).withSnapshots())))
                .isEqualTo(new ImportReport(4, 0, 1, 0));
        assertThat(target.snapshots()).isEqualTo(source.snapshots());
        assertThat(load(target, export(EventExport.of(source).withSnapshots())))
                .isEqualTo(new ImportReport(0, 4, 0, 1));
        assertThat(target.taps.get(id).turns).isEqualTo(4);
    }

    @Test
    void importingAgainOnlyAddsWhatIsNew() throws IOException {
        source.turn(id, 700);
        source.turn(new UUID(0, 2), 1);
        List<Long> progress = new ArrayList<>();
        StringWriter out = new StringWriter();
        assertThat(EventExport.of(source).to(out, progress::add)).isEqualTo(new ExportReport(703, 0));
        assertThat(progress).endsWith(703L);
        load(target, out.toString());
        assertThat(load(target, out.toString())).isEqualTo(new ImportReport(0, 703, 0, 0));
        source.turn(id, 2);
        source.turn(new UUID(0, 3), 1);
        assertThat(load(target, export(EventExport.of(source)))).isEqualTo(new ImportReport(4, 703, 0, 0));
        assertThat(target.rows()).isEqualTo(source.rows());
    }

    @Test
    void aRowThatIsTwiceInTheExportIsSkippedTheSecondTime() throws IOException {
        source.turn(id, 1);
        List<String> lines = export(EventExport.of(source)).lines().toList();
        String twice = String.join(
                "\n", lines.get(0), lines.get(1), lines.get(2), lines.get(2), "{\"events\":3,\"snapshots\":0}");
        assertThat(load(target, twice)).isEqualTo(new ImportReport(2, 1, 0, 0));
    }

    @Test
    void anotherEventUnderTheSameKeyIsRefusedWithItsKey() throws IOException {
        source.turn(id, 2);
        target.turn(id, 1);
        String text = export(EventExport.of(source));
        assertThatThrownBy(() -> load(target, text.replace("Zoë", "Eve")))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("Line 2: Event %s/1 is stored already, and it is another one.".formatted(id));
        assertThat(target.rows()).hasSize(2);
    }

    @Test
    void aHoleInTheVersionsIsRefused() throws IOException {
        source.turn(id, 3);
        List<String> lines = export(EventExport.of(source)).lines().toList();
        load(target, String.join("\n", lines.get(0), lines.get(1), "{\"events\":1,\"snapshots\":0}"));
        assertThatThrownBy(() ->
                        load(target, String.join("\n", lines.get(0), lines.get(3), "{\"events\":1,\"snapshots\":0}")))
                .hasMessageStartingWith("Line 2: Event %s/3 would leave a hole".formatted(id));
    }

    @Test
    void anExportThatWasCutOffIsRefused() throws IOException {
        source.turn(id, 3);
        String text = export(EventExport.of(source));
        assertThatThrownBy(() -> load(target, text.substring(0, text.lastIndexOf("{\"events\""))))
                .hasMessage("Line 6: the export was cut off here, since its last line is missing");
        assertThatThrownBy(() -> load(target, text.substring(0, 300))).hasMessageStartingWith("Line 2: it is not JSON");
        List<String> lines = text.lines().toList();
        assertThatThrownBy(() -> load(target, String.join("\n", lines.get(0), lines.get(1), lines.get(5))))
                .hasMessage("Line 3: the export had 4 events and 0 snapshots, but there are 1 and 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"format\":\"other\"}",
                "{\"format\":\"eventsourcing-export\",\"version\":2,\"application\":\"Kitchen\"}",
                "{\"format\":\"eventsourcing-export\",\"version\":1}",
                "{\"format\":\"eventsourcing-export\",\"version\":1,\"application\":\"Kitchen\"}\n{\"originatorId\":7}",
                "{\"format\":\"eventsourcing-export\",\"version\":1,\"application\":\"Kitchen\"}\n{\"originatorId\":\"x\"}"
            })
    void whatIsNoExportIsRefusedWithItsLine(String text) {
        assertThatThrownBy(() -> load(target, text))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("Line ");
        assertThat(target.rows()).isEmpty();
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        source.turn(id, 3);
        source.taps.takeSnapshot(id);
        String text = export(EventExport.of(source).withSnapshots());
        assertThat(EventImport.into(target).dryRun().from(new StringReader(text), rows -> {}))
                .isEqualTo(new ImportReport(4, 0, 1, 0));
        assertThat(target.rows()).isEmpty();
        assertThat(target.snapshots()).isEmpty();
    }

    @Test
    void insideATransactionItIsRefused() {
        assertThatThrownBy(() -> target.eventSourcing().transactions().required(() -> {
                    try {
                        return load(target, "");
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void encryptedStatesNeedTheSameKeysOrADecodedExport() throws IOException {
        Kitchen here = encrypted(new EnvelopeCipher(KeyRing.of("1", KeyRing.newKey())));
        Kitchen there = encrypted(new EnvelopeCipher(KeyRing.of("1", KeyRing.newKey())));
        here.turn(id, 2);
        String stored = export(EventExport.of(here));
        assertThat(stored).contains("stateBase64").doesNotContain("Bob");
        assertThatThrownBy(() -> load(there, stored))
                .hasMessageStartingWith("Line 2: Event %s/1 could not be read in application 'Kitchen'".formatted(id));
        assertThat(there.rows()).isEmpty();
        String decoded = export(EventExport.of(here).decoded());
        assertThat(decoded).contains("\"decoded\":true", "\"state\":{\"by\":\"Bob\"}");
        assertThat(EventImport.into(there).dryRun().from(new StringReader(decoded), rows -> {}))
                .isEqualTo(new ImportReport(3, 0, 0, 0));
        assertThat(load(there, decoded)).isEqualTo(new ImportReport(3, 0, 0, 0));
        assertThat(there.taps.get(id).turns).isEqualTo(3);
        assertThat(load(there, decoded)).isEqualTo(new ImportReport(0, 3, 0, 0));
        assertThat(load(here, stored)).isEqualTo(new ImportReport(0, 3, 0, 0));
    }

    @Test
    void whatWasDamagedBeforeIsTakenUncheckedOnly() throws IOException {
        source.persistence()
                .eventRecorder()
                .insertEvents(List.of(new StoredEvent(
                        "Kitchen", id, 1, Tap.Turned.class.getName(), new byte[] {1}, null, null, Instant.EPOCH)));
        String text = export(EventExport.of(source));
        assertThatThrownBy(() -> load(target, text)).hasMessageContaining("could not be read");
        EventImport.into(target).unchecked().from(new StringReader(text), rows -> {});
        assertThat(target.rows()).isEqualTo(source.rows());
    }

    @Test
    void whatIsForgottenGoesAlongUnreadable() throws IOException {
        MemoryPersistence persistence = new MemoryPersistence();
        Kitchen here = new Kitchen(EventSourcing.builder(persistence)
                .cipher(new OriginatorKeyCipher(KeyRing.of("1", KeyRing.newKey()), persistence.originatorKeyRecorder()))
                .build());
        here.turn(id, 2);
        here.taps.forget(id);
        String stored = export(EventExport.of(here));
        assertThat(load(here, stored)).isEqualTo(new ImportReport(0, 4, 0, 0));
        String decoded = export(EventExport.of(here).decoded());
        assertThat(decoded).contains("\"redacted\":true");
        assertThatThrownBy(() -> load(target, decoded))
                .hasMessageContaining("is redacted, since its originator was forgotten");
    }
}
