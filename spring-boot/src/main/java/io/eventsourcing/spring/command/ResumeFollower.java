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
                "Has a follower that is paused or has stopped go on, within a second, in every process that runs it.")
final class ResumeFollower implements Callable<Integer> {
    private final Scope scope;

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "FOLLOWER", description = "The follower.")
    private String follower = "";

    ResumeFollower(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Integer call() {
        FollowerControl.of(scope.systemWith(List.of(follower))).resume(follower);
        if (output.json()) {
            output.json(Map.of("follower", follower, "state", "RUNNING"));
        } else {
            output.line("%s is to go on.", follower);
        }
        return ExitCode.DONE;
    }
}
