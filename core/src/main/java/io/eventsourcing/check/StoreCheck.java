package io.eventsourcing.check;

import io.eventsourcing.application.Application;
import java.util.Objects;

/**
 * Verifies everything that is stored of an application: that the versions of each originator begin at 0 or 1 and have no holes,
 * that notification ids ascend with them, that every event can be read, that snapshots fit, that followers are not ahead of it,
 * and that what they have parked exists. It only reads, as a follower does, page by page, while the application may be used: events that are saved
 * meanwhile may be looked at or not.
 *
 * <p>An originator of which all events are gone is no problem, since nothing tells of it. One whose first events are gone
 * is none if there is a snapshot to begin with instead, of the version before those that are left or of a later one.
 */
public final class StoreCheck {
    static final int PAGE = 500;

    private final Application application;

    private StoreCheck(Application application) {
        this.application = application;
    }

    /** The check of an application; does nothing yet. Its followers are checked as far as their positions are in its database. */
    public static StoreCheck of(Application application) {
        return new StoreCheck(Objects.requireNonNull(application, "application"));
    }

    /**
     * Looks at everything, on this thread.
     *
     * @throws io.eventsourcing.persistence.PersistenceException if the database cannot be read
     */
    public CheckReport run(CheckListener listener) {
        Findings findings = new Findings(application.name(), listener);
        HeadCheck head = new HeadCheck(application);
        EventsCheck events = new EventsCheck(application, findings);
        events.run();
        SnapshotsCheck snapshots = new SnapshotsCheck(application, findings);
        snapshots.run();
        head.run(findings);
        new FollowersCheck(application, findings).run();
        return new CheckReport(
                application.name(),
                events.originators(),
                events.events(),
                snapshots.snapshots(),
                events.forgotten(),
                findings.problems());
    }
}
