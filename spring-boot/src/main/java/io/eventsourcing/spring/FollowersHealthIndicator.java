package io.eventsourcing.spring;

import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.system.FollowerStatus;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Runner;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down when a follower has stopped; tells how each is doing and what holds the settled head. */
final class FollowersHealthIndicator implements HealthIndicator {
    private final Runner runner;
    private final PersistenceModule persistence;

    FollowersHealthIndicator(Runner runner, PersistenceModule persistence) {
        this.runner = runner;
        this.persistence = persistence;
    }

    @Override
    public Health health() {
        boolean stopped = runner.statuses().stream().anyMatch(status -> status.state() == State.STOPPED);
        Health.Builder health = stopped ? Health.down() : Health.up();
        health.withDetail("running", runner.running());
        for (FollowerStatus status : runner.statuses()) {
            health.withDetail(status.leaderName() + " -> " + status.followerName(), details(status));
        }
        persistence.settledHead().delay().ifPresent(delay -> health.withDetail("settledHead", delay));
        return health.build();
    }

    private static Map<String, Object> details(FollowerStatus status) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", status.state());
        details.put("position", status.position());
        status.error().ifPresent(error -> details.put("error", error));
        return details;
    }
}
