package io.eventsourcing.examples.trainingschool;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.examples.trainingschool.Jar.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The commands of the jar that users get, in processes of their own. Run once it is packaged. */
class CommandsWithTheJar {
    @TempDir
    private Path folder;

    private String database() {
        return "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("school");
    }

    @BeforeEach
    void trainADog() {
        try (var context = new SpringApplicationBuilder(TrainingSchoolApplication.class)
                .web(WebApplicationType.NONE)
                .run(database(), "--eventsourcing.runner.auto-start=false")) {
            TrainingSchool school = context.getBean(TrainingSchool.class);
            school.register("Fido");
            school.addTrick("Fido", "sit");
            school.addTrick("Fido", "roll over");
        }
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return new Jar(folder, List.of(database())).run(arguments);
    }

    @Test
    void followersAreSynchronizedWatchedAndReset() throws Exception {
        String synchronizing = """
                All followers selected for synchronization.
                [1/2] Synchronizing TrickCounters... OK
                \t 3 events from TrainingSchool processed
                [2/2] Synchronizing Announcements... OK
                \t 2 events from TrickCounters processed
                """;
        assertThat(run("sync-followers", "-v", "2")).isEqualTo(new Ended(0, synchronizing, ""));

        assertThat(run("eventsourcing", "followers", "--json").out())
                .startsWith(
                        "[{\"follower\":\"TrickCounters\",\"leader\":\"TrainingSchool\",\"segment\":0,\"position\":3,"
                                + "\"lag\":0,\"parked\":0,\"state\":\"RUNNING\"");

        Ended unconfirmed = run("eventsourcing", "reset", "TrickCounters", "0");
        assertThat(unconfirmed.exitCode()).isEqualTo(2);
        assertThat(unconfirmed.err()).contains("confirm it with --yes");

        assertThat(run("eventsourcing", "pause", "TrickCounters").exitCode()).isZero();
        assertThat(run("eventsourcing", "reset", "TrickCounters", "0", "--yes").out())
                .isEqualTo("TrickCounters goes on after notification 0 of TrainingSchool.\n");
        assertThat(run("sync-followers", "-v", "2").exitCode()).isEqualTo(1);
    }

    @Test
    void eventsMoveToADatabaseWhoseTablesAreMadeWhenItIsAskedFor() throws Exception {
        Path file = folder.resolve("school.jsonl.gz");
        assertThat(run("eventsourcing", "export", file.toString(), "--application", "TrainingSchool"))
                .isEqualTo(new Ended(0, "3 events and 0 snapshots are exported.\n", ""));
        Jar other = new Jar(
                folder,
                List.of(
                        "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("other"),
                        "--eventsourcing.schema.migration=none"));
        assertThat(other.run("eventsourcing", "check").exitCode()).isEqualTo(1);
        assertThat(other.run("eventsourcing", "migrate").out()).contains(" migrations run:\n");
        assertThat(other.run("eventsourcing", "import", file.toString(), "--application", "TrainingSchool"))
                .isEqualTo(new Ended(0, "3 events and 0 snapshots are imported, 0 and 0 were there already.\n", ""));
        assertThat(other.run("eventsourcing", "check", "--application", "TrainingSchool")
                        .out())
                .startsWith("TrainingSchool: no problems in 3 events of 1 originator and 0 snapshots\n");
    }
}
