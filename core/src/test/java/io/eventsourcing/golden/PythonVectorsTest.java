package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.eventsourcing.mapping.python.PythonTranscoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Values that the Python library wrote are read, and written again byte for byte. */
class PythonVectorsTest {
    /** Java's decimals have no negative zero. */
    private static final List<String> NOT_IN_JAVA = List.of("decimal_negative_zero");

    @TestFactory
    Stream<DynamicTest> valuesAreReadAndWrittenAgain() {
        PythonTranscoder transcoder = new PythonTranscoder(KennelTypes.transcodings());
        return Golden.lines("vectors/json.jsonl").stream()
                .map(vector -> dynamicTest(vector.get("name").stringValue(), () -> readAndWrite(transcoder, vector)));
    }

    private static void readAndWrite(PythonTranscoder transcoder, JsonNode vector) {
        byte[] python = Golden.bytes(vector.get("utf8_hex"));
        Object value = transcoder.decode(python, Object.class);
        if (vector.has("value")) {
            assertThat(value).usingRecursiveComparison().isEqualTo(Expected.value(vector.get("value")));
        }
        if (!NOT_IN_JAVA.contains(vector.get("name").stringValue())) {
            assertThat(new String(transcoder.encode(value), StandardCharsets.UTF_8))
                    .isEqualTo(new String(python, StandardCharsets.UTF_8));
        }
    }
}
