package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.PlayedTerminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckStoreTest {
    private final KennelContext context = new KennelContext();

    CheckStoreTest() {
        context.kennel.train("Fido", "sit");
        context.bean("other", new Kennel(context.eventSourcing, "Other"));
    }

    private void damage() {
        context.persistence
                .eventRecorder()
                .insertEvents(List.of(new StoredEvent(
                        "Kennel",
                        Kennel.idOf("Fido"),
                        4,
                        "nobody:knows",
                        new byte[0],
                        null,
                        null,
                        KennelContext.BEGIN)));
    }

    @Test
    void allApplicationsAreChecked() {
        assertThat(context.run("check")).isEqualTo(new CommandRun(0, """
                        Kennel: no problems in 2 events of 1 originator and 0 snapshots
                        Other: no problems in 0 events of 0 originators and 0 snapshots
                        """, ""));
    }

    @Test
    void problemsAreReportedWithTheirKeys() {
        damage();
        CommandRun run = context.run("check", "--application", "Kennel");
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out())
                .startsWith("Kennel: versions missing: %s/4: the versions 3 to 3 before it are missing\n"
                        .formatted(Kennel.idOf("Fido")))
                .contains("Kennel: topic unknown: %s/4: ".formatted(Kennel.idOf("Fido")))
                .endsWith("Kennel: 2 problems in 3 events of 1 originator and 0 snapshots\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void problemsAreLinesOfJson() {
        damage();
        CommandRun run = context.run("check", "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(4).contains("""
                        {"problem":"VERSIONS_MISSING","application":"Kennel","key":"%s/4",\
                        "message":"the versions 3 to 3 before it are missing"}""".formatted(Kennel.idOf("Fido")), """
                        {"application":"Kennel","originators":1,"events":3,"snapshots":0,"forgotten":0,"problems":2}""");
    }

    @Test
    void progressIsShownOnATerminalOnly() {
        assertThat(context.runAt(new PlayedTerminal(true, null), "check").err()).contains("Kennel: 2 checked");
        assertThat(context.run("check").err()).isEmpty();
    }
}
