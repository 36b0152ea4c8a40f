package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Synchronization;
import io.eventsourcing.system.Synchronization.Result;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Has followers process the events that they have not seen, in this process.",
            "Each follower goes on where it is; those that run elsewhere may go on running."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all selected followers are up to date", "1:at least one failed", "2:wrong arguments"})
final class SyncFollowers extends ApplicationCommand {
    @Option(
            names = {"-n", "--dry-run"},
            description = "Processes everything and leaves the database as it is.")
    private boolean dryRun;

    @Option(
            names = {"-v", "--verbosity"},
            defaultValue = "1",
            paramLabel = "LEVEL",
            description = "0 nothing, 1 followers (the default), 2 also counts and errors, 3 also stack traces.")
    private int verbosity;

    @Option(names = "--fail-fast", description = "Ends at the first follower that fails.")
    private boolean failFast;

    @Parameters(paramLabel = "FOLLOWER", arity = "0..*", description = "The followers; none given means all.")
    private List<String> names = new ArrayList<>();

    SyncFollowers(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        if (verbosity < 0 || verbosity > 3) {
            throw CommandException.usage("The verbosity is %d: give 0, 1, 2 or 3.".formatted(verbosity));
        }
        EventSourcedSystem system = scope.systemWith(names);
        Set<String> asked = new LinkedHashSet<>(names);
        List<String> selected = Synchronization.order(system).stream()
                .filter(name -> asked.isEmpty() || asked.contains(name))
                .toList();
        SyncReport report = report(selected.size());
        report.begin(selected.size() == system.followers().size());
        Synchronization synchronization = dryRun ? Synchronization.dryRun(system) : Synchronization.of(system);
        List<Result> results = new ArrayList<>();
        for (String name : selected) {
            Result result = synchronization.synchronize(
                    name, report.beginFollower(name, () -> Synchronization.waiting(system, name)));
            report.endFollower(result);
            results.add(result);
            if (failFast && !result.succeeded()) {
                break;
            }
        }
        boolean failed = results.stream().anyMatch(result -> !result.succeeded());
        report.end(failed);
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    private SyncReport report(int total) {
        return output.json()
                ? new SyncJson(output, dryRun)
                : new SyncText(output, new SyncText.Style(dryRun, verbosity), total);
    }

    /** How the message of a failure begins. */
    static String typeOf(@Nullable Throwable failure) {
        return failure == null ? "" : failure.getClass().getSimpleName();
    }
}
