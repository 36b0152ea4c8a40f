package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.store.Kennel.Dog;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShowAggregateTest {
    private static final UUID FIDO = Kennel.idOf("Fido");

    private final KennelContext context = new KennelContext();

    ShowAggregateTest() {
        context.kennel.train("Fido");
        context.hours.set(1);
        context.eventSourcing.withMetadata(
                Metadata.none().with("user", "ada"), () -> context.kennel.train("Fido", "sit"));
        context.hours.set(2);
        context.kennel.train("Fido", "roll over");
    }

    @Test
    void theStateIsShownAsOfTheLastEvent() {
        assertThat(context.run("aggregate", FIDO))
                .isEqualTo(new CommandRun(0, """
                        %s %s
                        version 3
                        created 2026-01-31T09:30:00Z, changed 2026-01-31T11:30:00Z
                        {
                          "name" : "Fido",
                          "tricks" : [ "sit", "roll over" ]
                        }
                        """.formatted(Dog.class.getName(), FIDO), ""));
    }

    @Test
    void theStateIsShownAtAVersionAndAtATime() {
        assertThat(context.run("aggregate", FIDO, "--version", 2, "--json").out())
                .isEqualTo("""
                        {"id":"%s","kind":"%s","version":2,"createdOn":"2026-01-31T09:30:00Z",\
                        "modifiedOn":"2026-01-31T10:30:00Z","ended":false,"state":{"name":"Fido","tricks":["sit"]}}
                        """.formatted(FIDO, Dog.class.getName()));
        assertThat(context.run("aggregate", FIDO, "--at", "2026-01-31T09:59:59Z")
                        .out())
                .contains("version 1\n", "\"tricks\" : [ ]");
        CommandRun before = context.run("aggregate", FIDO, "--at", "2026-01-31");
        assertThat(before.err()).contains("has no events up to 2026-01-31T00:00:00Z");
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(context.run("aggregate", FIDO, "--at", "2026-01-31", "--version", 1)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void theHistoryHasStatesAndMetadata() {
        assertThat(context.run("aggregate", FIDO, "--history", "--version", 2).out())
                .isEqualTo("""
                              ID  RECORDED AT                  ORIGINATOR                            VERSION  TOPIC
                               1  2026-01-31T09:30:00Z         %1$s        1  kennel:Dog.Registered
                                  {"name":"Fido"}
                               2  2026-01-31T10:30:00Z         %1$s        2  kennel:Dog.TrickAdded
                                  {user=ada}
                                  {"trick":"sit"}
                        """.formatted(FIDO));
        assertThat(context.run("aggregate", FIDO, "--history", "--json").out().lines())
                .hasSize(3)
                .element(1)
                .asString()
                .contains("\"metadata\":{\"user\":\"ada\"},\"state\":{\"trick\":\"sit\"}");
    }

    @Test
    void aggregatesThatHaveEndedAreShown() {
        context.kennel.dogs.update(FIDO, Dog::die);
        assertThat(context.run("aggregate", FIDO).out())
                .contains("version 4, with which it has ended\n", "\"roll over\"");
    }

    @Test
    void fieldsOfEveryKindAndStatesOfDecidersAreShown() {
        context.kennel.move("1 Main Street");
        assertThat(context.run("aggregate", NameBasedUuid.forUrl("/owners/1")).out())
                .endsWith("""
                        {
                          "addresses" : [ {
                            "text" : "1 Main Street",
                            "since" : "2026-01-31"
                          } ],
                          "self" : "Owner"
                        }
                        """);
        UUID walk = UUID.randomUUID();
        context.kennel.walks.decide(walk, "go");
        context.kennel.walks.decide(walk, "go");
        assertThat(context.run("aggregate", walk).out())
                .startsWith("kennel:WalkRules " + walk)
                .contains("\"count\" : 2");
    }

    @Test
    void aForgottenOneIsRedacted() {
        context.kennel.dogs.forget(FIDO);
        assertThat(context.run("aggregate", FIDO))
                .isEqualTo(new CommandRun(
                        0, "%s %s was forgotten: its state is redacted.\n".formatted(Dog.class.getName(), FIDO), ""));
        assertThat(context.run("aggregate", FIDO, "--json").out()).endsWith("\"redacted\":true}\n");
        assertThat(context.run("aggregate", FIDO, "--history").out())
                .contains("(redacted: its originator was forgotten)")
                .doesNotContain("sit");
    }

    @Test
    void anUnknownIdIsAnError() {
        UUID nobody = new UUID(0, 0);
        assertThat(context.run("aggregate", nobody))
                .isEqualTo(new CommandRun(
                        1, "", "CommandError: Kennel has no events of originator %s.\n".formatted(nobody)));
        assertThat(context.run("aggregate", "Fido").exitCode()).isEqualTo(2);
    }
}
