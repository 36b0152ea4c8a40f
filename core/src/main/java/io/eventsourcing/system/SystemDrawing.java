package io.eventsourcing.system;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A system in the languages of people and of programs that draw. */
final class SystemDrawing {
    private final EventSourcedSystem system;
    private final List<String> nodes;

    SystemDrawing(EventSourcedSystem system) {
        Set<String> names = new LinkedHashSet<>();
        system.pipes().forEach(pipe -> names.addAll(List.of(pipe.leaderName(), pipe.followerName())));
        names.addAll(system.singles());
        this.system = system;
        this.nodes = List.copyOf(names);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        system.pipes().forEach(pipe -> lines.add(pipe + segments(pipe, " (%d segments)")));
        lines.addAll(system.singles());
        return String.join("\n", lines);
    }

    String dot() {
        String boxes = nodes.stream()
                .map(name -> "    %s [shape=%s];\n".formatted(quoted(name), isProjection(name) ? "cylinder" : "box"))
                .collect(Collectors.joining());
        String edges = system.pipes().stream()
                .map(pipe -> "    %s -> %s%s;\n"
                        .formatted(
                                quoted(pipe.leaderName()),
                                quoted(pipe.followerName()),
                                segments(pipe, " [label=\"%d segments\"]")))
                .collect(Collectors.joining());
        return "digraph system {\n    rankdir=LR;\n%s%s}\n".formatted(boxes, edges);
    }

    String mermaid() {
        String boxes = nodes.stream()
                .map(name -> (isProjection(name) ? "    n%d[(%s)]\n" : "    n%d[%s]\n")
                        .formatted(nodes.indexOf(name), label(name)))
                .collect(Collectors.joining());
        String edges = system.pipes().stream()
                .map(pipe -> "    n%d -->%s n%d\n"
                        .formatted(
                                nodes.indexOf(pipe.leaderName()),
                                segments(pipe, "|%d segments|"),
                                nodes.indexOf(pipe.followerName())))
                .collect(Collectors.joining());
        return "flowchart LR\n" + boxes + edges;
    }

    private boolean isProjection(String name) {
        return system.pipes().stream()
                .anyMatch(pipe -> pipe.followerName().equals(name) && !(pipe.follower() instanceof ProcessApplication));
    }

    private static String segments(Pipe pipe, String format) {
        return pipe.segments() == 1 ? "" : format.formatted(pipe.segments());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String label(String name) {
        return '"' + name.replace("\"", "#quot;") + '"';
    }
}
