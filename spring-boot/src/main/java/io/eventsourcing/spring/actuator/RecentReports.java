package io.eventsourcing.spring.actuator;

import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports on the followers, asked of the database at most every few seconds, however many meters are read. */
final class RecentReports {
    private static final Logger log = LoggerFactory.getLogger(RecentReports.class);

    private final FollowerMonitor monitor;
    private final Duration age;
    private List<FollowerReport> reports = List.of();
    private long due = System.nanoTime();

    /** @param age how old a report may be */
    RecentReports(FollowerMonitor monitor, Duration age) {
        this.monitor = monitor;
        this.age = age;
    }

    /** A recent report on a segment; empty if the database cannot be asked. */
    synchronized Optional<FollowerReport> of(Pipe pipe, int segment) {
        if (System.nanoTime() - due >= 0) {
            reports = ask();
            due = System.nanoTime() + age.toNanos();
        }
        return reports.stream()
                .filter(report -> report.status().followerName().equals(pipe.followerName())
                        && report.status().leaderName().equals(pipe.leaderName())
                        && report.status().segment() == segment)
                .findFirst();
    }

    private List<FollowerReport> ask() {
        try {
            return monitor.reports();
        } catch (RuntimeException e) {
            log.warn("How the followers are doing cannot be measured now: {}", e.toString());
            return List.of();
        }
    }
}
