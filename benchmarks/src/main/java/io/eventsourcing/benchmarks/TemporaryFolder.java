package io.eventsourcing.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is deleted in the end with all that is in it. */
record TemporaryFolder(Path path) implements AutoCloseable {
    static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("benchmark"));
    }

    @Override
    public void close() throws IOException {
        List<Path> innermostFirst;
        try (Stream<Path> all = Files.walk(path)) {
            innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : innermostFirst) {
            Files.deleteIfExists(each);
        }
    }
}
