package io.eventsourcing.spring.command;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.spring.command.SchoolSystem.Dog.TrickAdded;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import io.eventsourcing.spring.command.SchoolSystem.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.ProcessApplication;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;

class FollowerCommandsTest {
    private static final UUID FIDO = NameBasedUuid.forUrl("/dogs/Fido");

    /** Does not know what to do at {@code play dead} until it is mended. */
    private static final class Diary extends ProcessApplication {
        private final AtomicBoolean mended = new AtomicBoolean();
        /** Not rolled back, as a database would be; so each is there once. */
        private final Set<String> tricks = new LinkedHashSet<>();

        private Diary(EventSourcing eventSourcing) {
            super(eventSourcing, "Diary");
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof TrickAdded added) {
                if (added.trick().equals("play dead") && !mended.get()) {
                    throw new IllegalStateException("No dog is dead");
                }
                tricks.add(added.trick());
            }
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final TrainingSchool school = new TrainingSchool(eventSourcing);
    private final Diary diary = new Diary(eventSourcing);
    private final StaticApplicationContext context = new StaticApplicationContext();

    private CommandRun run(String... arguments) {
        return CommandRun.of(context, arguments);
    }

    private CommandRun answered(String answer, String... arguments) {
        return CommandRun.of(context, new PlayedTerminal(true, answer), arguments);
    }

    private void started(FailurePolicy policy) {
        context.getBeanFactory()
                .registerSingleton(
                        "system",
                        EventSourcedSystem.of(
                                pipe(school, diary).onFailure(policy), pipe(school, new TrickCounters(eventSourcing))));
        school.train("Fido", "sit", "play dead", "roll over");
        school.train("Rex", "beg");
    }

    private void parked() {
        started(FailurePolicy.park());
        assertThat(run("sync-followers").exitCode()).isZero();
        assertThat(diary.tricks).containsExactly("sit", "beg");
    }

    @Test
    void whatIsParkedIsListed() {
        parked();
        CommandRun list = run("parked", "list", "Diary");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .containsPattern("NOTIFICATION +ORIGINATOR +ATTEMPTS +SINCE +ERROR\n")
                .containsPattern("3 +%s +1 +\\S+ +java.lang.IllegalStateException: No dog is dead\n".formatted(FIDO))
                .containsPattern("4 +%s +0 +\\S+ +waits behind an earlier one\n".formatted(FIDO));
        assertThat(run("parked", "list", "Diary", "--after", "3", "--json").out())
                .startsWith("[{\"notification\":4,\"originator\":\"%s\"".formatted(FIDO))
                .endsWith("\"error\":\"waits behind an earlier one\"}]\n");
        assertThat(run("parked", "list", "Diary", "--limit", "1", "--json").out())
                .contains("\"notification\":3")
                .doesNotContain("\"notification\":4");
        assertThat(run("parked", "list", "TrickCounters").out().lines()).hasSize(1);
        assertThat(run("followers").out()).containsPattern("Diary +TrainingSchool +0 +6 +0 +2 +running");
    }

    @Test
    void aRetryEndsAtTheFirstThatFailsAgainAndProcessesAllOnceThatIsMended() {
        parked();
        CommandRun failed = run("parked", "retry", "Diary", FIDO.toString());
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEqualTo("0 processed.\n");
        assertThat(failed.err())
                .isEqualTo(
                        "CommandError: Notification 3 failed again: java.lang.IllegalStateException: No dog is dead\n");
        assertThat(run("parked", "retry", "Diary", FIDO.toString(), "--json").out())
                .isEqualTo("{\"processed\":0,\"failed\":3}\n");
        diary.mended.set(true);
        assertThat(run("parked", "retry", "Diary", FIDO.toString())).isEqualTo(new CommandRun(0, "2 processed.\n", ""));
        assertThat(diary.tricks).containsExactly("sit", "beg", "play dead", "roll over");
        assertThat(run("check").exitCode()).isZero();
    }

    @Test
    void oneIsGivenUpWhenTheQuestionIsAnsweredWithYes() {
        parked();
        assertThat(answered("no", "parked", "discard", "Diary", "3").err())
                .isEqualTo("CommandError: Nothing is done.\n");
        assertThat(answered("Y", "parked", "discard", "Diary", "3"))
                .isEqualTo(new CommandRun(0, "Notification 3 is discarded.\n", ""));
        assertThat(run("parked", "discard", "Diary", "3", "--yes").exitCode()).isEqualTo(1);
        assertThat(run("parked", "retry", "Diary", FIDO.toString()).out()).isEqualTo("1 processed.\n");
        assertThat(diary.tricks).containsExactly("sit", "beg", "roll over");
    }

    @Test
    void aFollowerIsResetWhenTheQuestionIsAnsweredWithYes() {
        started(FailurePolicy.skip());
        run("sync-followers");
        assertThat(answered("", "reset", "Diary", "0").exitCode()).isEqualTo(1);
        assertThat(answered("yes", "reset", "Diary", "0", "--json").out()).contains("\"position\":0");
        diary.tricks.clear();
        run("sync-followers");
        assertThat(diary.tricks).containsExactly("sit", "roll over", "beg");
        assertThat(answered("yes", "reset", "Diary", "-1").exitCode()).isEqualTo(2);
    }

    @Test
    void colorsAreForTerminalsUnlessToldOtherwise() {
        started(FailurePolicy.stop());
        String green = "\u001b[32mOK";
        String red = "\u001b[31mFAILED";
        assertThat(answered("", "sync-followers").out()).contains(green, red);
        assertThat(answered("", "sync-followers", "--no-color").out())
                .contains("OK")
                .doesNotContain("\u001b[3");
        assertThat(run("sync-followers").out()).contains("OK", "FAILED").doesNotContain("\u001b");
        assertThat(run("sync-followers", "--force-color").out()).contains(green, red);
        assertThat(answered("", "check", "--application", "TrainingSchool").out())
                .contains("\u001b[32mno problems");
    }

    @Test
    void failingFastLeavesTheOthersAlone() {
        started(FailurePolicy.stop());
        CommandRun fast = run("sync-followers", "--fail-fast", "--json");
        assertThat(fast.exitCode()).isEqualTo(1);
        assertThat(fast.out()).contains("\"follower\":\"Diary\",\"ok\":false").doesNotContain("TrickCounters");
        assertThat(run("sync-followers", "--json").out())
                .contains("\"follower\":\"TrickCounters\",\"ok\":true,\"processed\":{\"TrainingSchool\":6}");
    }

    @Test
    void progressIsShownOnATerminal() {
        started(FailurePolicy.skip());
        assertThat(answered("", "sync-followers", "TrickCounters").out())
                .contains("\r\u001b[K[1/1] Synchronizing TrickCounters... 6/6");
    }
}
