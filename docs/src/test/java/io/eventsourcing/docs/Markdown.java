package io.eventsourcing.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page: its fenced blocks, and the links of its prose. */
record Markdown(Path file, int lineCount, List<Block> blocks, List<String> links) {
    private static final Pattern FENCE = Pattern.compile("^\\s*```\\s*(\\S*).*$");
    private static final Pattern HEADING = Pattern.compile("^## +(.*?) *$");
    private static final Pattern ORIGIN = Pattern.compile("^\\s*<!-- from: (\\S+) -->\\s*$");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");

    /**
     * A fenced block.
     *
     * @param section the heading of level two above it, empty if there is none
     * @param language the word after the fence, empty if there is none
     * @param origin the path in the comment on the line before the fence
     */
    record Block(String section, String language, Optional<String> origin, int line, List<String> lines) {}

    static Markdown read(Path file) {
        return new Parser().parse(file, SourceTree.read(file).lines().toList());
    }

    List<Block> blocksOf(String section) {
        return blocks.stream().filter(block -> block.section().equals(section)).toList();
    }

    private static final class Parser {
        private final List<Block> blocks = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private String section = "";
        private String previous = "";
        private Block open;

        Markdown parse(Path file, List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                Matcher fence = FENCE.matcher(lines.get(i));
                if (!fence.matches()) {
                    readLine(lines.get(i));
                } else if (open == null) {
                    open = new Block(section, fence.group(1), origin(), i + 1, new ArrayList<>());
                } else {
                    blocks.add(open);
                    open = null;
                }
                previous = lines.get(i);
            }
            if (open != null) {
                throw new AssertionError("%s: the block of line %d is not closed".formatted(file, open.line()));
            }
            return new Markdown(file, lines.size(), blocks, links);
        }

        private void readLine(String line) {
            if (open != null) {
                open.lines().add(line);
                return;
            }
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            }
            Matcher link = LINK.matcher(INLINE_CODE.matcher(line).replaceAll("code"));
            while (link.find()) {
                links.add(link.group(1));
            }
        }

        private Optional<String> origin() {
            Matcher origin = ORIGIN.matcher(previous);
            return origin.matches() ? Optional.of(origin.group(1)) : Optional.empty();
        }
    }
}
