package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.docs.Markdown.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final int MOST_LINES = 200;
    private static final Pattern EXTERNAL = Pattern.compile("^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//).*");
    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import .*;\\s*$");
    private static final Pattern OMISSION = Pattern.compile("^\\s*(?://\\s*)?(?:…|\\.\\.\\.)\\s*$");

    @Test
    void theReadmeSaysHowToRunAndHowToTestInOneCommandEach() {
        Markdown readme = Markdown.read(README);
        for (String section : List.of("Run it", "Test it")) {
            List<Block> blocks = readme.blocksOf(section);
            assertThat(blocks)
                    .as("fenced blocks in the section '## %s'", section)
                    .singleElement()
                    .satisfies(block -> {
                        assertThat(block.language()).as("language of the block").isEqualTo("sh");
                        assertThat(commands(block)).as("commands in the block").hasSize(1);
                    });
        }
    }

    @Test
    void theReadmeIsShort() {
        assertThat(Markdown.read(README).lineCount()).as("lines of the README").isLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void everyListingThatNamesItsSourceIsFoundThere() {
        List<String> wrong = new ArrayList<>();
        for (Markdown page : pages()) {
            for (Block block : page.blocks()) {
                block.origin()
                        .flatMap(origin -> differenceFrom(origin, block))
                        .ifPresent(what -> wrong.add("%s:%d: %s".formatted(page.file(), block.line(), what)));
            }
        }
        assertThat(wrong).as("listings that differ from their sources").isEmpty();
    }

    @Test
    void everyRelativeLinkLeadsToAFile() {
        List<String> broken = new ArrayList<>();
        for (Markdown page : pages()) {
            for (String link : page.links()) {
                if (!EXTERNAL.matcher(link).matches() && !exists(page.file(), link)) {
                    broken.add(page.file() + " -> " + link);
                }
            }
        }
        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    private static List<Markdown> pages() {
        return SourceTree.filesEndingWith(".md").stream()
                .filter(file -> file.getParent() == null || file.startsWith("docs"))
                .map(Markdown::read)
                .toList();
    }

    private static List<String> commands(Block block) {
        return block.lines().stream().filter(line -> !line.isBlank()).toList();
    }

    private static Optional<String> differenceFrom(String origin, Block block) {
        Path source = Path.of(origin);
        if (!Files.isRegularFile(SourceTree.root().resolve(source))) {
            return Optional.of("there is no file " + origin);
        }
        String text = squeezed(SourceTree.read(source));
        int from = 0;
        for (String part : parts(block)) {
            int found = text.indexOf(squeezed(part), from);
            if (found < 0) {
                return Optional.of("%s does not hold%n%s".formatted(origin, part));
            }
            from = found + squeezed(part).length();
        }
        return Optional.empty();
    }

    /** The pieces between lines that are only an ellipsis. */
    private static List<String> parts(Block block) {
        List<StringBuilder> parts = new ArrayList<>(List.of(new StringBuilder()));
        for (String line : block.lines()) {
            if (OMISSION.matcher(line).matches()) {
                parts.add(new StringBuilder());
            } else {
                parts.getLast().append(line).append('\n');
            }
        }
        return parts.stream().map(StringBuilder::toString).toList();
    }

    private static String squeezed(String code) {
        return IMPORT.matcher(code).replaceAll("").replaceAll("\\s+", "");
    }

    private static boolean exists(Path page, String link) {
        String path = link.replaceAll("[?#].*$", "");
        Path folder = Stream.ofNullable(page.getParent()).findFirst().orElse(Path.of(""));
        Path target = SourceTree.root().resolve(folder).resolve(path).normalize();
        return path.isEmpty() || target.startsWith(SourceTree.root()) && Files.exists(target);
    }
}
