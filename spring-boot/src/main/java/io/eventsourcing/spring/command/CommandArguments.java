package io.eventsourcing.spring.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments that ask for a command. Those such as {@code --spring.datasource.url=…} are left to Spring. */
final class CommandArguments {
    private static final String COMMANDS = "eventsourcing";
    private static final Set<String> BARE = Set.of("sync-followers", "sync_followers");

    private CommandArguments() {}

    /** The command and its own arguments, or empty if no command is asked for. */
    static Optional<List<String>> of(String... arguments) {
        List<String> own = new ArrayList<>();
        for (String argument : arguments) {
            if (!isProperty(argument)) {
                own.add(argument);
            }
        }
        if (own.isEmpty()) {
            return Optional.empty();
        }
        String first = own.getFirst();
        if (first.equals(COMMANDS)) {
            return Optional.of(List.copyOf(own.subList(1, own.size())));
        }
        return BARE.contains(first) ? Optional.of(List.copyOf(own)) : Optional.empty();
    }

    private static boolean isProperty(String argument) {
        return argument.startsWith("--") && argument.split("=", 2)[0].contains(".");
    }
}
