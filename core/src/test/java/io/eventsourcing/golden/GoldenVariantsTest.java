package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
}
