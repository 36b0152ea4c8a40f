package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.Application;
import io.eventsourcing.check.CheckListener;
import io.eventsourcing.check.CheckReport;
import io.eventsourcing.check.StoreCheck;
import io.eventsourcing.check.StoreProblem;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        description = {
            "Verifies everything that is stored: versions, order, states, snapshots, positions, parked notifications.",
            "It only reads, and the application may go on running."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is as it should be", "1:problems were found", "2:wrong arguments"})
final class CheckStore extends StoreCommand {
    CheckStore(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        boolean sound = true;
        for (Application application : applications()) {
            CheckReport report = StoreCheck.of(application).run(new Told());
            output.progressEnds();
            tell(report);
            sound &= report.sound();
        }
        return sound ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(CheckReport report) {
        if (output.json()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("application", report.applicationName());
            values.put("originators", report.originators());
            values.put("events", report.events());
            values.put("snapshots", report.snapshots());
            values.put("forgotten", report.forgotten());
            values.put("problems", report.problems());
            output.json(values);
            return;
        }
        String outcome =
                report.sound() ? output.green("no problems") : output.red(Output.counted(report.problems(), "problem"));
        output.line(
                "%s: %s in %s of %s and %s",
                report.applicationName(),
                outcome,
                Output.counted(report.events(), "event"),
                Output.counted(report.originators(), "originator"),
                Output.counted(report.snapshots(), "snapshot"));
    }

    /** Tells of problems at once. */
    private final class Told implements CheckListener {
        @Override
        public void problem(StoreProblem problem) {
            output.progressEnds();
            if (output.json()) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("problem", problem.kind());
                values.put("application", problem.applicationName());
                values.put("key", problem.key());
                values.put("message", problem.message());
                output.json(values);
            } else {
                output.line(
                        "%s: %s: %s: %s",
                        problem.applicationName(), Output.words(problem.kind()), problem.key(), problem.message());
            }
        }

        @Override
        public void progress(String applicationName, long checked) {
            output.progress("%s: %d checked".formatted(applicationName, checked));
        }
    }
}
