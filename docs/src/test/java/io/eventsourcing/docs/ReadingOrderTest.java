package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(\\.\\./([^)]+\\.java)\\)");

    @Test
    void theMainPathIsAtMostTenFilesAndEighteenHundredLines() throws IOException {
        Path root = SourceTree.root();
        List<Path> files = LINK.matcher(Files.readString(root.resolve("docs/reading-order.md")))
                .results()
                .map((MatchResult link) -> root.resolve(link.group(1)))
                .toList();
        assertThat(files).hasSizeBetween(5, 10);
        assertThat(files.stream().mapToLong(ReadingOrderTest::lines).sum()).isLessThanOrEqualTo(1_800);
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
