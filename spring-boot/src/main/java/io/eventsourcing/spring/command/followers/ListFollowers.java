package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.spring.command.base.Table;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        description =
                "Tells how each follower is doing: its position, lag, state, parked notifications and last error.")
final class ListFollowers extends ApplicationCommand {
    ListFollowers(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        List<FollowerReport> reports = FollowerMonitor.of(scope.system()).reports();
        if (output.json()) {
            output.json(reports.stream().map(ListFollowers::json).toList());
            return ExitCode.DONE;
        }
        Table table = new Table("FOLLOWER", "LEADER", "SEGMENT", "POSITION", "LAG", "PARKED", "STATE", "ERROR");
        for (FollowerReport report : reports) {
            FollowerStatus status = report.status();
            table.row(
                    status.followerName(),
                    status.leaderName(),
                    status.segment(),
                    status.position(),
                    lag(report),
                    report.parked(),
                    Output.words(status.state()),
                    status.error().orElse(""));
        }
        output.write(table.toString());
        return ExitCode.DONE;
    }

    private static String lag(FollowerReport report) {
        return report.lag() < FollowerMonitor.MOST_LAG ? String.valueOf(report.lag()) : report.lag() + "+";
    }

    private static Map<String, Object> json(FollowerReport report) {
        FollowerStatus status = report.status();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("follower", status.followerName());
        values.put("leader", status.leaderName());
        values.put("segment", status.segment());
        values.put("position", status.position());
        values.put("lag", report.lag());
        values.put("parked", report.parked());
        values.put("state", status.state());
        values.put("error", status.error().orElse(null));
        values.put("node", report.node().orElse(null));
        values.put("changedAt", report.changedAt().map(Object::toString).orElse(null));
        return values;
    }
}
