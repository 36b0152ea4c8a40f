package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.application.Application;
import io.eventsourcing.examples.trainingschool.Announcements;
import io.eventsourcing.examples.trainingschool.CountedTricks;
import io.eventsourcing.examples.trainingschool.OwnWrites;
import io.eventsourcing.examples.trainingschool.PublishedAnnouncements;
import io.eventsourcing.examples.trainingschool.TrickCounters;
import java.time.Duration;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The pages of what the followers write. They wait a moment for the followers, so that people see what they have just done;
 * {@link LiveUpdates} keep them up to date.
 */
@Controller
class CountPages {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Limit MOST = Limit.of(100);

    private final OwnWrites ownWrites;
    private final TrickCounters counters;
    private final Announcements announcements;
    private final CountedTricks tricks;
    private final PublishedAnnouncements published;

    CountPages(
            OwnWrites ownWrites,
            TrickCounters counters,
            Announcements announcements,
            CountedTricks tricks,
            PublishedAnnouncements published) {
        this.ownWrites = ownWrites;
        this.counters = counters;
        this.announcements = announcements;
        this.tricks = tricks;
        this.published = published;
    }

    @GetMapping("/tricks")
    String tricks(Model model) {
        begin(counters, model);
        model.addAttribute("tricks", tricks.findAllByOrderByCountDescTrickAsc());
        return "tricks";
    }

    @GetMapping("/announcements")
    String announcements(Model model) {
        begin(announcements, model);
        model.addAttribute("announcements", published.latest(MOST));
        return "announcements";
    }

    /** The position is read before the rows are: what comes after it, the live updates tell. Some of it may be told twice. */
    private void begin(Application follower, Model model) {
        model.addAttribute("late", !ownWrites.areThereWithin(PATIENCE));
        model.addAttribute("position", follower.notificationLog().settledHead().read());
    }
}
