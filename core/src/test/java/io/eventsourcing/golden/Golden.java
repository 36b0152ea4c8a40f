package io.eventsourcing.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data written by the Python library, kept beside the repository in {@code shared/golden} or where the system property
 * {@code golden} says. Tests that need it are skipped, with a message, where it is absent.
 */
final class Golden {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path ROOT = Path.of(System.getProperty("golden", "../../shared/golden"));

    private Golden() {}

    static Path file(String name) {
        Path file = ROOT.resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file),
                () -> "Skipped: there is no golden data at "
                        + file.toAbsolutePath().normalize());
        return file;
    }

    static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        return JSON.readTree(text(name));
    }

    /** The objects of a file that has one on each line; a line that was cut off before its end is left out. */
    static List<JsonNode> lines(String name) {
        return Stream.of(text(name).split("\n"))
                .filter(line -> line.endsWith("}"))
                .map(JSON::readTree)
                .toList();
    }

    static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.stringValue());
    }

    static String utf8(JsonNode hex) {
        return new String(bytes(hex), StandardCharsets.UTF_8);
    }
}
