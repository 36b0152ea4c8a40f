package io.eventsourcing.spring.command;

import io.eventsourcing.system.FollowerControl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Pauses a follower in every process that runs it, until it is resumed. Ends when none works on it.")
final class PauseFollower implements Callable<Integer> {
    private final Scope scope;

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "FOLLOWER", description = "The follower.")
    private String follower = "";

    PauseFollower(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Integer call() {
        FollowerControl.of(scope.systemWith(List.of(follower))).pause(follower);
        if (output.json()) {
            output.json(Map.of("follower", follower, "state", "PAUSED"));
        } else {
            output.line("%s is paused.", follower);
        }
        return ExitCode.DONE;
    }
}
