package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.PlayedTerminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ListEventsTest {
    private final KennelContext context = new KennelContext();
    private final EventSourcing eventSourcing = context.eventSourcing;
    private final Kennel kennel = context.kennel;

    ListEventsTest() {
        kennel.train("Fido", "sit");
        eventSourcing.withMetadata(Metadata.none().with("user", "ada"), () -> kennel.train("Rex", "roll over"));
        kennel.train("Fido", "roll over");
    }

    private CommandRun run(String... arguments) {
        return context.run(
                Stream.concat(Stream.of("events"), Stream.of(arguments)).toArray());
    }

    private static List<String> ids(CommandRun run) {
        assertThat(run.err()).doesNotContain("CommandError");
        return run.out().lines().skip(1).map(line -> line.strip().split(" ")[0]).toList();
    }

    @Test
    void theNewestComeFirst() {
        assertThat(ids(run())).containsExactly("5", "4", "3", "2", "1");
        assertThat(ids(run("--oldest", "--from", "2", "--to", "4"))).containsExactly("2", "3", "4");
        assertThat(run("--limit", "1").out())
                .isEqualTo(
                        "      ID  RECORDED AT                  ORIGINATOR                            VERSION  TOPIC\n"
                                + "       5  2026-01-31T09:30:00Z         %s        3  kennel:Dog.TrickAdded\n"
                                        .formatted(Kennel.idOf("Fido")));
    }

    @Test
    void pagesFollowEachOtherInBothDirections() {
        CommandRun newest = run("--limit", "2");
        assertThat(ids(newest)).containsExactly("5", "4");
        assertThat(newest.err()).isEqualTo("There are more: --to 3\n");
        assertThat(ids(run("--limit", "2", "--to", "3"))).containsExactly("3", "2");
        CommandRun oldest = run("--limit", "3", "--oldest");
        assertThat(ids(oldest)).containsExactly("1", "2", "3");
        assertThat(oldest.err()).isEqualTo("There are more: --from 4\n");
        CommandRun rest = run("--limit", "3", "--oldest", "--from", "4");
        assertThat(ids(rest)).containsExactly("4", "5");
        assertThat(rest.err()).isEmpty();
    }

    @Test
    void filtersNarrow() {
        assertThat(ids(run("--topic", "TrickAdded"))).containsExactly("5", "4", "2");
        assertThat(ids(run("--topic", "Dog.Registered", "--topic", "nobody:knows")))
                .containsExactly("3", "1");
        assertThat(ids(run("--originator", Kennel.idOf("Rex").toString()))).containsExactly("4", "3");
        assertThat(ids(run("--metadata", "user=ada", "--topic", "kennel:Dog.TrickAdded")))
                .containsExactly("4");
        assertThat(ids(run("--since", "2026-01-31", "--before", "2026-01-31T10:30+01:00")))
                .isEmpty();
        assertThat(ids(run("--since", "2026-01-31T09:30:00"))).hasSize(5);
    }

    @Test
    void moreThanOnePageOfTheStoreIsListed() {
        kennel.train(
                "Bello", IntStream.range(0, 1200).mapToObj(n -> "trick " + n).toArray(String[]::new));
        assertThat(ids(run("--limit", "0"))).hasSize(1206);
        assertThat(ids(run("--limit", "1100", "--oldest"))).hasSize(1100);
    }

    @Test
    void statesAreShownAsJson() {
        assertThat(run("--state", "--to", "2", "--limit", "1").out())
                .endsWith("kennel:Dog.TrickAdded\n          {\"trick\":\"sit\"}\n");
        assertThat(run("--state", "--json", "--from", "4", "--to", "4").out())
                .isEqualTo("""
                        {"id":4,"application":"Kennel","originatorId":"%s","originatorVersion":2,\
                        "topic":"kennel:Dog.TrickAdded","recordedAt":"2026-01-31T09:30:00Z",\
                        "metadata":{"user":"ada"},"state":{"trick":"roll over"}}
                        """.formatted(Kennel.idOf("Rex")));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(run("--topic", "Trick").err())
                .startsWith("CommandError: No topic is 'Trick' or ends with that name.");
        assertThat(run("--since", "yesterday").err())
                .startsWith(
                        "CommandError: Invalid value for option '--since': 'yesterday' is not a time: give one such as");
        assertThat(run("--limit", "-1").exitCode()).isEqualTo(2);
        assertThat(run("--since", "2026-02-01", "--before", "2026-01-01").exitCode())
                .isEqualTo(2);
        assertThat(run("--application", "Nope").err())
                .isEqualTo("CommandError: There is no application 'Nope'. The applications are: Kennel.\n");
        context.bean("other", new Kennel(eventSourcing, "Other"));
        assertThat(run().err())
                .isEqualTo(
                        "CommandError: There are several applications: Kennel, Other. Name one with --application.\n");
        assertThat(run().exitCode()).isEqualTo(2);
    }

    @Test
    void followingShowsTheLastEventsAndThenWhatComes() throws Exception {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new ListEvents(context.scope(new PlayedTerminal(false, null))))
                .setOut(new PrintWriter(out));
        Thread following = Thread.ofVirtual()
                .start(() ->
                        command.execute("--follow", "--limit", "1", "--json", "--topic", "TrickAdded", "--to", "8"));
        await().untilAsserted(() -> assertThat(out.toString()).startsWith("{\"id\":5,"));
        kennel.train("Luna", "beg");
        await().untilAsserted(() -> assertThat(out.toString().lines()).hasSize(2));
        kennel.train("Fido", "play dead", "speak");
        following.join();
        assertThat(out.toString().lines().map(line -> line.substring(0, 8)))
                .containsExactly("{\"id\":5,", "{\"id\":7,", "{\"id\":8,");
    }
}
