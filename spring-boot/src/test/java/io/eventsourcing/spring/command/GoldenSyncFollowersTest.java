package io.eventsourcing.spring.command;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.spring.command.SchoolSystem.Announcements;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import io.eventsourcing.spring.command.SchoolSystem.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Pipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.StaticApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command beside the Python one, whose runs are golden data. Meant to be different are:
 *
 * <ul>
 *   <li>the exit code: 1 where a follower failed (Python: 0), 2 for an unknown follower (Python: 1);
 *   <li>what is counted is what was processed: Announcements, which Python's runner had prompted while the counters were
 *       synchronized, has processed what they saved, instead of nothing;
 *   <li>a follower that was not selected is left alone, instead of being prompted;
 *   <li>an error of any kind is that follower's failure (Python: some end the command and undo all);
 *   <li>how a runner is found, and the messages if it is not: see RunnerDiscoveryTest; none has to be started.
 * </ul>
 */
class GoldenSyncFollowersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path ROOT = Path.of(System.getProperty("golden", "../../shared/golden"));

    /** The texts that differ as told above. */
    private static final Map<String, String> OTHER_TEXTS =
            Map.ofEntries(entry("\t 0 events from TrickCounters", "\t 5 events from TrickCounters"));

    private static final List<String> RUNS = List.of(
            "all_v0",
            "all_v1",
            "all_v2",
            "all_default_verbosity",
            "one_v2",
            "dry_run_v0",
            "dry_run_v2",
            "dry_run_long_option",
            "unknown_one",
            "failing_es_v0",
            "failing_es_v1",
            "failing_es_v2",
            "failing_es_empty_v0",
            "failing_es_empty_v2",
            "failing_doesnotexist_v1",
            "failing_doesnotexist_v2",
            "failing_es_dry_run_v1",
            "twelve_v1");

    /** Named as Python's. */
    private static final class EventSourcingError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EventSourcingError(String message) {
            super(message);
        }
    }

    /** Named as Python's. */
    private static final class QuietError extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Named as Python's. */
    private static final class ObjectDoesNotExist extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ObjectDoesNotExist(String message) {
            super(message);
        }
    }

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final EventSourcing eventSourcing = EventSourcing.builder(persistence)
            .format(PythonFormat.builder().build())
            .build();

    static Stream<JsonNode> runs() {
        Path file = ROOT.resolve("sync_followers.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "Skipped: there is no golden data at " + file);
        return JSON.readTree(text("sync_followers.json"))
                .valueStream()
                .filter(run -> RUNS.contains(run.get("name").stringValue()));
    }

    private static String text(String name) {
        try {
            return Files.readString(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load() {
        List<StoredEvent> events = text("rows/plain/stored_events.jsonl")
                .lines()
                .map(JSON::readTree)
                .map(GoldenSyncFollowersTest::row)
                .toList();
        persistence.eventRecorder().insertEvents(events);
        begin("TrickCounters", "TrainingSchool", 164);
        begin("Announcements", "TrickCounters", 165);
    }

    private static StoredEvent row(JsonNode row) {
        String id = row.get("originator_id").stringValue().replace("-", "");
        return new StoredEvent(
                row.get("application_name").stringValue(),
                new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16)),
                row.get("originator_version").longValue(),
                row.get("topic").stringValue(),
                HexFormat.of().parseHex(row.get("state").stringValue()),
                null,
                null,
                Instant.EPOCH);
    }

    private void begin(String follower, String leader, long position) {
        persistence.transactions().required(() -> {
            var tracking = persistence.trackingRecorder();
            tracking.move(tracking.lock(follower, leader, Segment.whole()).orElseThrow(), position);
            return position;
        });
    }

    private EventSourcedSystem system(String run) {
        TrainingSchool school = new TrainingSchool(eventSourcing);
        if (run.startsWith("twelve")) {
            return EventSourcedSystem.of(IntStream.rangeClosed(1, 12)
                    .mapToObj(n -> pipe(school, new TrickCounters(eventSourcing, "Follower" + n, null)))
                    .toArray(Pipe[]::new));
        }
        TrickCounters counters = new TrickCounters(eventSourcing);
        RuntimeException failure = failure(run);
        return failure == null
                ? EventSourcedSystem.of(pipe(school, counters), pipe(counters, new Announcements(eventSourcing)))
                : EventSourcedSystem.of(
                        pipe(school, new TrickCounters(eventSourcing, "Failing", failure)), pipe(school, counters));
    }

    private static @Nullable RuntimeException failure(String run) {
        if (run.startsWith("failing_es_empty")) {
            return new QuietError();
        }
        if (run.startsWith("failing_es")) {
            return new EventSourcingError("the policy refused");
        }
        return run.startsWith("failing_doesnotexist") ? new ObjectDoesNotExist("no such row") : null;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theSameIsWrittenAndStored(JsonNode run) {
        String name = run.get("name").stringValue();
        load();
        StaticApplicationContext context = new StaticApplicationContext();
        context.getBeanFactory().registerSingleton("system", system(name));
        List<String> arguments = new ArrayList<>(List.of("sync_followers"));
        run.get("args").forEach(argument -> arguments.add(argument.stringValue()));

        CommandRun ours = CommandRun.of(context, arguments.toArray(String[]::new));

        assertThat(ours.out()).isEqualTo(expected(run.get("stdout").stringValue()));
        assertThat(ours.err()).isEqualTo(run.get("stderr").stringValue());
        assertThat(ours.exitCode()).isEqualTo(name.startsWith("failing") ? 1 : name.equals("unknown_one") ? 2 : 0);
        run.get("rows_after")
                .get("events")
                .forEachEntry((application, count) -> assertThat(stored(application))
                        .as("events of " + application)
                        .isEqualTo(afterwards(name, application, count.intValue())));
    }

    private static String expected(String text) {
        String[] result = {text};
        OTHER_TEXTS.forEach((theirs, ours) -> result[0] = result[0].replace(theirs, ours));
        return result[0];
    }

    /** Announcements stays behind if only the counters are selected. */
    private static int afterwards(String run, String application, int count) {
        return run.equals("one_v2") && application.equals("Announcements") ? 5 : count;
    }

    private int stored(String application) {
        return persistence.eventRecorder().selectRows(application, 0, 10_000).size();
    }
}
