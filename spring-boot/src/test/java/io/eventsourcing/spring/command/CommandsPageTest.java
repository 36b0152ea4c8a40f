package io.eventsourcing.spring.command;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.spring.command.SchoolSystem.Announcements;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import io.eventsourcing.spring.command.SchoolSystem.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;

/** The commands of the guide, run one after the other, write what it shows. */
class CommandsPageTest {
    private static final Pattern SHOWN = Pattern.compile("```text\\R\\$ java -jar app\\.jar (.*)\\R((?s:.*?))```");

    private final EventSourcing eventSourcing = EventSourcing.builder(new MemoryPersistence())
            .clock(Clock.fixed(Instant.parse("2026-01-31T09:30:00Z"), ZoneOffset.UTC))
            .build();
    private final StaticApplicationContext context = new StaticApplicationContext();

    private void startSchool() {
        TrainingSchool school = new TrainingSchool(eventSourcing);
        TrickCounters counters = new TrickCounters(eventSourcing);
        context.getBeanFactory()
                .registerSingleton(
                        "system",
                        EventSourcedSystem.of(
                                pipe(school, counters), pipe(counters, new Announcements(eventSourcing))));
        for (String name : List.of("Fido", "Rex", "Lassie")) {
            school.train(name, "roll over");
        }
    }

    @Test
    void theGuideShowsWhatCommandsWrite() throws IOException {
        startSchool();
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("../docs/commands.md")));
        int commands = 0;
        while (shown.find()) {
            commands++;
            List<String> arguments =
                    CommandArguments.of(shown.group(1).split(" ")).orElseThrow();
            CommandRun run = CommandRun.of(context, arguments.toArray(String[]::new));
            assertThat(run.out() + run.err()).as(shown.group(1)).isEqualTo(shown.group(2));
        }
        assertThat(commands).isGreaterThan(5);
    }
}
