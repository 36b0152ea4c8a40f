package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.EventSourcedSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command on a follower of one of its leaders. */
abstract class FollowerOfLeaderCommand extends ApplicationCommand {
    @Parameters(index = "0", paramLabel = "FOLLOWER", description = "The follower.")
    private String follower = "";

    @Option(names = "--leader", paramLabel = "LEADER", description = "Which leader, if it follows several.")
    @Nullable
    private String leader;

    FollowerOfLeaderCommand(Scope scope) {
        super(scope);
    }

    @Override
    public final Integer call() {
        EventSourcedSystem system = scope.systemWith(List.of(follower));
        return call(system, leader(system));
    }

    abstract int call(EventSourcedSystem system, String ofLeader);

    final String follower() {
        return follower;
    }

    private String leader(EventSourcedSystem system) {
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
