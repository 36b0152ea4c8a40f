package io.eventsourcing.spring.command;

import io.eventsourcing.system.EventSourcedSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A follower, and which of its leaders is meant. */
final class FollowedLeader {
    @Parameters(index = "0", paramLabel = "FOLLOWER", description = "The follower.")
    private String follower = "";

    @Option(names = "--leader", paramLabel = "LEADER", description = "Which leader, if it follows several.")
    @Nullable
    private String leader;

    String follower() {
        return follower;
    }

    /** The system, which has that follower. */
    EventSourcedSystem system(Scope scope) {
        return scope.systemWith(List.of(follower));
    }

    String leader(EventSourcedSystem system) {
        List<String> leaders = system.leadersOf(follower);
        if (leader == null && leaders.size() == 1) {
            return leaders.getFirst();
        }
        if (leader != null && leaders.contains(leader)) {
            return leader;
        }
        String given = leader == null ? "" : " not " + leader;
        throw CommandException.usage(
                "%s follows %s%s: name one with --leader.".formatted(follower, String.join(", ", leaders), given));
    }
}
