package io.eventsourcing.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the Python library has written, for tests that read and write the same. It is not part of this repository: the
 * system property {@code golden} names its folder, and without it the tests are skipped.
 */
final class Golden {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROPERTY = "golden";

    private Golden() {}

    /** The folder, whether it is there or not: without the property, {@code shared/golden} beside the repository. */
    static Path root() {
        String given = System.getProperty(PROPERTY, "");
        return given.isBlank() ? repository().resolve("../shared/golden").normalize() : Path.of(given);
    }

    /** Skips the test if the folder is not there. */
    static void assumePresent() {
        assumeTrue(
                Files.isDirectory(root()),
                () -> "There is no golden data in %s: name its folder with -D%s=FOLDER".formatted(root(), PROPERTY));
    }

    /** A file's text, as it is. */
    static String text(String file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is one JSON value. */
    static JsonNode json(String file) {
        return JSON.readTree(text(file));
    }

    /**
     * The rows of a table, in the order of their ids.
     *
     * @param variant {@code plain}, {@code zlib} or {@code aes}
     */
    static List<JsonNode> rows(String variant, String table) {
        return text("rows/%s/%s.jsonl".formatted(variant, table))
                .lines()
                .map(JSON::readTree)
                .toList();
    }

    /** The rows of the events of all applications; what they have no columns for is null, or the beginning of 1970. */
    static List<Notification> notifications(String variant) {
        return rows(variant, "stored_events").stream()
                .map(row -> new Notification(row.get("id").longValue(), storedEvent(row)))
                .toList();
    }

    /** A backend that holds the events of a variant under the ids that they have there. */
    static PersistenceModule persistence(String variant) {
        MemoryPersistence persistence = new MemoryPersistence();
        for (Notification row : notifications(variant)) {
            List<Long> ids = persistence.eventRecorder().insertEvents(List.of(row.event()));
            if (!ids.equals(List.of(row.id()))) {
                throw new IllegalStateException(
                        "The row of id %d got %s: the ids are not 1, 2, 3 …".formatted(row.id(), ids));
            }
        }
        return persistence;
    }

    /** A row of events or of snapshots. */
    static StoredEvent storedEvent(JsonNode row) {
        String id = row.get("originator_id").stringValue();
        return new StoredEvent(
                row.get("application_name").stringValue(),
                new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16)),
                row.get("originator_version").longValue(),
                row.get("topic").stringValue(),
                HexFormat.of().parseHex(row.get("state").stringValue()),
                null,
                null,
                Instant.EPOCH);
    }

    private static Path repository() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("LICENSE"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No folder above " + start + " holds the file LICENSE");
    }
}
