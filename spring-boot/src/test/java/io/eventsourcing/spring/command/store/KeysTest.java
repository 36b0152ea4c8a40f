package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.PlayedTerminal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The commands forget and rotate-keys. */
class KeysTest {
    private static final UUID FIDO = Kennel.idOf("Fido");

    private final KennelContext context = new KennelContext();

    KeysTest() {
        context.kennel.train("Fido", "sit");
    }

    @Test
    void anOriginatorIsForgottenOnceThatIsConfirmed() {
        CommandRun unconfirmed = context.run("forget", FIDO);
        assertThat(unconfirmed.exitCode()).isEqualTo(2);
        assertThat(unconfirmed.err())
                .isEqualTo(
                        "CommandError: Nobody will be able to read the events of %s in Kennel again. Nothing is done: confirm it with --yes.\n"
                                .formatted(FIDO));
        assertThat(context.kennel.dogs.contains(FIDO)).isTrue();
        assertThat(context.run("forget", FIDO, "--yes"))
                .isEqualTo(new CommandRun(0, "%s is forgotten.\n".formatted(FIDO), ""));
        assertThat(context.run("forget", FIDO, "--yes", "--json").out()).contains("\"forgotten\":false");
        assertThat(context.run("aggregate", FIDO).out()).contains("was forgotten");
    }

    @Test
    void whoIsAskedAtATerminalMaySayNoOrYes() {
        assertThat(context.runAt(new PlayedTerminal(true, "n"), "forget", FIDO))
                .isEqualTo(new CommandRun(1, "", "CommandError: Nothing is done.\n"));
        assertThat(context.runAt(new PlayedTerminal(true, ""), "forget", FIDO).exitCode())
                .isEqualTo(1);
        assertThat(context.runAt(new PlayedTerminal(true, null), "forget", FIDO).exitCode())
                .isEqualTo(1);
        assertThat(context.kennel.dogs.contains(FIDO)).isTrue();
        assertThat(context.runAt(new PlayedTerminal(true, " Yes "), "forget", FIDO)
                        .out())
                .isEqualTo("%s is forgotten.\n".formatted(FIDO));
    }

    @Test
    void whatCannotBeForgottenIsAnError() {
        assertThat(context.run("forget", new UUID(0, 0), "--yes").err())
                .contains("has no events in application 'Kennel', so it cannot be forgotten");
        context.bean("plain", new Kennel(EventSourcing.inMemory(), "Plain"));
        CommandRun run = context.run("forget", FIDO, "--yes", "--application", "Plain");
        assertThat(run.err()).contains("encrypt them with an OriginatorKeyCipher");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void statesAreEncryptedAnewWithTheNewestKey() {
        String old = KeyRing.newKey();
        MemoryPersistence persistence = new MemoryPersistence();
        Kennel before = kennel(persistence, KeyRing.of("old", old));
        before.train("Fido", "sit");
        before.dogs.takeSnapshot(FIDO);
        KeyRing newest = KeyRing.of("new", KeyRing.newKey());
        context.bean("locked", kennel(persistence, newest.andEarlier("old", old)));
        assertThat(context.run("rotate-keys", "--application", "Locked"))
                .isEqualTo(new CommandRun(0, "Locked: 3 states and keys are encrypted anew.\n", ""));
        assertThat(context.run("rotate-keys", "--application", "Locked", "--json")
                        .out())
                .contains("\"changed\":0");
        assertThat(kennel(persistence, newest).dogs.get(FIDO).snapshot().tricks())
                .containsExactly("sit");
        assertThat(context.runAt(new PlayedTerminal(true, null), "rotate-keys").err())
                .contains("Kennel: 2 rows looked at", "Locked: 3 rows looked at");
    }

    @Test
    void aStateThatCannotBeReadEndsIt() {
        context.damageFirst();
        CommandRun run = context.run("rotate-keys");
        assertThat(run.err()).endsWith("What was encrypted before stays so.\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private static Kennel kennel(MemoryPersistence persistence, KeyRing keys) {
        return new Kennel(
                EventSourcing.builder(persistence)
                        .cipher(new EnvelopeCipher(keys))
                        .build(),
                "Locked");
    }
}
