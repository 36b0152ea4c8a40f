package io.eventsourcing.spring.actuator;

import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.spring.EventSourcingProperties;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Runner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Down when a follower has stopped, and where thresholds are set, when one lags or the settled head is held; tells how each
 * is doing.
 */
final class FollowersHealthIndicator extends AbstractHealthIndicator {
    private final Runner runner;
    private final FollowerMonitor monitor;
    private final EventSourcingDatabases databases;
    private final EventSourcingProperties.Health thresholds;

    FollowersHealthIndicator(
            Runner runner,
            FollowerMonitor monitor,
            EventSourcingDatabases databases,
            EventSourcingProperties.Health thresholds) {
        super("The followers cannot be looked at");
        this.runner = runner;
        this.monitor = monitor;
        this.databases = databases;
        this.thresholds = thresholds;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<FollowerReport> reports = monitor.reports();
        Optional<String> delay = databases.delay();
        boolean held = delay.isPresent() && thresholds.downWhenHeadIsHeld();
        health.status(held || reports.stream().anyMatch(this::isDown) ? Status.DOWN : Status.UP);
        health.withDetail("running", runner.running());
        for (FollowerReport report : reports) {
            health.withDetail(name(report), details(report));
        }
        delay.ifPresent(reason -> health.withDetail("settledHead", reason));
    }

    private boolean isDown(FollowerReport report) {
        Long most = thresholds.mostLag();
        return report.status().state() == State.STOPPED || (most != null && report.lag() > most);
    }

    private static String name(FollowerReport report) {
        String pipe = report.status().leaderName() + " -> " + report.status().followerName();
        int segment = report.status().segment();
        return segment == 0 ? pipe : "%s, segment %d".formatted(pipe, segment);
    }

    private static Map<String, Object> details(FollowerReport report) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", report.status().state());
        details.put("position", report.status().position());
        details.put("lag", report.lag());
        if (report.parked() > 0) {
            details.put("parked", report.parked());
        }
        report.status().error().ifPresent(error -> details.put("error", error));
        return details;
    }
}
