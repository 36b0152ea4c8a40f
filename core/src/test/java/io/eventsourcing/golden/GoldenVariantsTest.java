package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.StateAddress;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.encryption.PythonAesCipher;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows as files of SQLite, and compressed. */
class GoldenVariantsTest {
    private static List<StoredEvent> table(String variant, String table) throws SQLException {
        String url = "jdbc:sqlite:file:%s?mode=ro".formatted(Golden.file("sqlite/%s.sqlite3".formatted(variant)));
        try (Connection connection = DriverManager.getConnection(url);
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT application_name, originator_id, originator_version, topic,"
                        + " state FROM %s ORDER BY rowid".formatted(table))) {
            List<StoredEvent> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new StoredEvent(
                        row.getString(1),
                        Expected.id(row.getString(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getBytes(5),
                        null,
                        null,
                        Instant.EPOCH));
            }
            return rows;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "zlib", "aes"})
    void theFilesHoldTheRows(String variant) throws SQLException {
        GoldenRows rows = GoldenRows.of(variant);
        assertThat(table(variant, "stored_events")).isEqualTo(rows.events());
        assertThat(table(variant, "snapshots")).isEqualTo(rows.snapshots());
    }

    @Test
    void compressedStatesAreThePlainOnes() {
        Compressor zlib = new ZlibCompressor();
        assertThat(GoldenRows.of("zlib").events().stream()
                        .map(row -> row.withState(row.topic(), zlib.decompress(row.state()))))
                .containsExactlyElementsOf(GoldenRows.of("plain").events());
        Golden.lines("vectors/zlib.jsonl")
                .forEach(vector -> assertThat(zlib.decompress(Golden.bytes(vector.get("compressed_hex"))))
                        .isEqualTo(Golden.bytes(vector.get("plain_hex"))));
    }

    @Test
    void encryptedStatesAreTheCompressedOnes() {
        Cipher aes = new PythonAesCipher(Golden.text("cipher_key.txt"));
        Compressor zlib = new ZlibCompressor();
        assertThat(GoldenRows.of("aes").events().stream()
                        .map(row -> row.withState(
                                row.topic(), zlib.decompress(aes.decrypt(row.state(), StateAddress.of(row))))))
                .containsExactlyElementsOf(GoldenRows.of("plain").events());
    }

    @Test
    void vectorsOfTheCipherAreDecrypted() {
        StateAddress nowhere = new StateAddress("", new UUID(0, 0), 1, "");
        Golden.lines("vectors/aes.jsonl").forEach(vector -> {
            Cipher aes = new PythonAesCipher(vector.get("key_base64").stringValue());
            byte[] plain = Golden.bytes(vector.get("plaintext_hex"));
            assertThat(aes.decrypt(Golden.bytes(vector.get("ciphertext_hex")), nowhere))
                    .isEqualTo(plain);
            assertThat(aes.decrypt(aes.encrypt(plain, nowhere), nowhere)).isEqualTo(plain);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib", "aes"})
    void aggregatesAreReadThroughTheWholeChain(String variant) {
        EventSourcing.Builder settings =
                GoldenApplications.settings(GoldenRows.of(variant).inMemory()).compressor(new ZlibCompressor());
        if (variant.equals("aes")) {
            settings.cipher(new PythonAesCipher(Golden.text("cipher_key.txt")));
        }
        new GoldenApplications(settings.build()).assertAggregatesAreAsExpected();
    }
}
