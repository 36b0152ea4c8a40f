package io.eventsourcing.examples.trainingschool.api;

import io.eventsourcing.examples.trainingschool.CountedTrick;
import io.eventsourcing.examples.trainingschool.CountedTricks;
import io.eventsourcing.examples.trainingschool.NamedAnnouncement;
import io.eventsourcing.examples.trainingschool.OwnWrites;
import io.eventsourcing.examples.trainingschool.PublishedAnnouncements;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.data.domain.Limit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the followers write. They are a moment behind; a client that has just written something, and wants to read it, asks with
 * {@code Prefer: wait=5} (RFC 7240) to wait for them, up to so many seconds. If that is not enough, the answer is 503.
 */
@RestController
@RequestMapping("/api")
class CountApi {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})\\b");
    private static final int LONGEST_WAIT = 10;
    private static final Limit MOST = Limit.of(100);

    private final OwnWrites ownWrites;
    private final CountedTricks tricks;
    private final PublishedAnnouncements announcements;

    CountApi(OwnWrites ownWrites, CountedTricks tricks, PublishedAnnouncements announcements) {
        this.ownWrites = ownWrites;
        this.tricks = tricks;
        this.announcements = announcements;
    }

    @GetMapping("/tricks")
    ResponseEntity<List<CountedTrick>> tricks(@RequestHeader(name = "Prefer", defaultValue = "") String prefer) {
        return waited(prefer).body(tricks.findAllByOrderByCountDescTrickAsc());
    }

    @GetMapping("/announcements")
    ResponseEntity<List<NamedAnnouncement>> announcements(
            @RequestHeader(name = "Prefer", defaultValue = "") String prefer) {
        return waited(prefer).body(announcements.latest(MOST));
    }

    private ResponseEntity.BodyBuilder waited(String prefer) {
        Matcher wait = WAIT.matcher(prefer);
        if (!wait.find()) {
            return ResponseEntity.ok();
        }
        int seconds = Math.min(Integer.parseInt(wait.group(1)), LONGEST_WAIT);
        ownWrites.await(Duration.ofSeconds(seconds));
        return ResponseEntity.ok().header("Preference-Applied", "wait=" + seconds);
    }
}
