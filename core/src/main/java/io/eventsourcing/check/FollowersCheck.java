package io.eventsourcing.check;

import static io.eventsourcing.check.StoreProblem.Kind.PARKED_MISSING;
import static io.eventsourcing.check.StoreProblem.Kind.POSITION_AHEAD;

import io.eventsourcing.application.Application;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.TrackedFollower;
import io.eventsourcing.persistence.Tracking;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the followers of an application whose positions are in its database. */
final class FollowersCheck {
    private final Application leader;
    private final Findings findings;
    private final PersistenceModule persistence;

    FollowersCheck(Application leader, Findings findings) {
        this.leader = leader;
        this.findings = findings;
        this.persistence = leader.eventSourcing().persistence();
    }

    void run() {
        List<Tracking> followers = persistence.trackingRecorder().followers().stream()
                .map(TrackedFollower::tracking)
                .filter(tracking -> tracking.leaderName().equals(leader.name()))
                .toList();
        long head = persistence.settledHead().read();
        for (Tracking tracking : followers) {
            if (tracking.position() > head) {
                findings.problem(
                        POSITION_AHEAD,
                        "%s, segment %d".formatted(tracking.applicationName(), tracking.segment()),
                        "its position is %d, but the settled head is %d".formatted(tracking.position(), head));
            }
        }
        Set<String> names = followers.stream().map(Tracking::applicationName).collect(Collectors.toSet());
        names.forEach(this::checkParked);
    }

    private void checkParked(String follower) {
        long after = 0;
        List<ParkedNotification> page;
        do {
            page = persistence.parkingRecorder().select(follower, leader.name(), after, StoreCheck.PAGE);
            for (ParkedNotification parked : page) {
                checkParked(parked);
                after = parked.notificationId();
            }
        } while (!page.isEmpty());
    }

    private void checkParked(ParkedNotification parked) {
        long id = parked.notificationId();
        List<Notification> found = persistence
                .eventRecorder()
                .selectNotifications(
                        leader.name(), NotificationQuery.after(id - 1, 1).upTo(id));
        if (found.isEmpty() || !found.getFirst().event().originatorId().equals(parked.originatorId())) {
            findings.problem(
                    PARKED_MISSING,
                    String.valueOf(id),
                    "it is parked for %s and originator %s, but there is no such event"
                            .formatted(parked.applicationName(), parked.originatorId()));
        }
    }
}
