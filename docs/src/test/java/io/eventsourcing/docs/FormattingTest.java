package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormattingTest {
    private static final String REPAIR =
            "mvn -pl docs -am test -Dtest=FormattingTest -Dsurefire.failIfNoSpecifiedTests=false -Dformat.apply=true";

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void everySourceFileIsFormatted() {
        List<Path> sources = SourceTree.filesEndingWith(".java");
        List<Path> unformatted = new ArrayList<>();
        for (Path source : sources) {
            String text = SourceTree.read(source);
            String formatted = formatted(source, text);
            if (!text.equals(formatted)) {
                unformatted.add(source);
                if (Boolean.getBoolean("format.apply")) {
                    SourceTree.write(source, formatted);
                }
            }
        }
        assertThat(sources).as("source files found").isNotEmpty();
        if (!Boolean.getBoolean("format.apply")) {
            assertThat(unformatted)
                    .as("files that are not formatted; this command repairs them: %s", REPAIR)
                    .isEmpty();
        }
    }

    /** Long messages stay in one piece, so that they can be searched for. */
    private String formatted(Path source, String text) {
        try {
            String ordered = ImportOrderer.reorderImports(text, Style.PALANTIR);
            return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (FormatterException e) {
            throw new AssertionError(source + " cannot be parsed: " + e.getMessage(), e);
        }
    }
}
