package io.eventsourcing.application;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.Upcaster;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class UpcasterTest {
    @Topic("guest")
    static final class Guest extends Aggregate<Guest.Event> {
        sealed interface Event permits Invited, Left {}

        @Topic("guest.invited.v3")
        record Invited(String firstName, String lastName, String purpose) implements Event {}

        @Topic("guest.left")
        record Left() implements Event {}

        private String name = "";

        private Guest() {}

        static Guest invite(UUID id, String firstName, String lastName) {
            return create(Guest::new, id, new Invited(firstName, lastName, "party"));
        }

        void leave() {
            trigger(new Left());
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Invited invited) {
                name = invited.firstName() + " " + invited.lastName() + " for " + invited.purpose();
            }
        }
    }

    static final class Guests extends Application {
        final Repository<Guest> guests = repository(Guest.class);

        Guests(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void invite(UUID id, String firstName, String lastName) {
            save(Guest.invite(id, firstName, lastName));
        }
    }

    private static final Upcaster NAME_IN_TWO_PARTS = new Upcaster("guest.invited", "guest.invited.v2", state -> {
        String[] names = state.get("name").asString().split(" ");
        state.remove("name");
        return state.put("firstName", names[0]).put("lastName", names[1]);
    });
    private static final Upcaster WITH_PURPOSE =
            Upcaster.to("guest.invited.v2", Guest.Invited.class, state -> state.put("purpose", "dinner"));

    private static final Upcaster INVITED_AND_LEFT = Upcaster.split(
            "guest.visited",
            Set.of("guest.invited", "guest.left"),
            state -> List.of(
                    new Upcaster.Part("guest.invited", state),
                    Upcaster.Part.of(Guest.Left.class, JsonNodeFactory.instance.objectNode())));

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final EventSourcing eventSourcing = EventSourcing.builder(persistence)
            .upcasters(NAME_IN_TWO_PARTS, WITH_PURPOSE)
            .upcasters(INVITED_AND_LEFT, Upcaster.dropped("guest.sneezed"))
            .upcasters(Upcaster.renamed("party.Visitor", Guest.class))
            .upcasters(Upcaster.renamed("party.Visitor$Gone", Guest.Left.class))
            .build();
    private final Guests app = new Guests(eventSourcing);

    private UUID stored(String topic, String state, String originatorTopic) {
        return stored(UUID.randomUUID(), 1, topic, state, originatorTopic);
    }

    private UUID stored(UUID id, long version, String topic, String state, @Nullable String originatorTopic) {
        persistence
                .eventRecorder()
                .insertEvents(List.of(new StoredEvent(
                        "Guests",
                        id,
                        version,
                        topic,
                        state.getBytes(StandardCharsets.UTF_8),
                        originatorTopic,
                        null,
                        Instant.EPOCH)));
        return id;
    }

    @Test
    void earlierShapesAreReadThroughEveryUpcasterFromTheirs() {
        UUID first = stored("guest.invited", "{\"name\":\"Ada Lovelace\"}", "guest");
        UUID second = stored("guest.invited.v2", "{\"firstName\":\"Alan\",\"lastName\":\"Turing\"}", "guest");
        UUID third = UUID.randomUUID();
        app.invite(third, "Grace", "Hopper");
        assertThat(app.guests.get(first).name).isEqualTo("Ada Lovelace for dinner");
        assertThat(app.guests.get(second).name).isEqualTo("Alan Turing for dinner");
        assertThat(app.guests.get(third).name).isEqualTo("Grace Hopper for party");
    }

    @Test
    void aRenamedAggregateAndARenamedEventAreStillFound() {
        UUID id = stored("party.Visitor$Gone", "{}", "party.Visitor");
        UUID today = UUID.randomUUID();
        app.invite(today, "Grace", "Hopper");
        assertThat(app.guests.history(id)).<Object>extracting(DomainEvent::body).isEqualTo(List.of(new Guest.Left()));
        assertThat(app.guests.ids(0, 10).ids()).containsExactly(id, today);
    }

    private List<Object> followed(Set<Class<?>> eventTypes) {
        List<Object> seen = new CopyOnWriteArrayList<>();
        Projection invitations = new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                seen.add(event.body());
            }

            @Override
            public String name() {
                return "Invitations";
            }

            @Override
            public Set<Class<?>> eventTypes() {
                return eventTypes;
            }
        };
        try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(app, invitations)))) {
            runner.start();
            runner.await("Invitations", Duration.ofSeconds(10));
        }
        return seen;
    }

    @Test
    void aFollowerOfAnEventTypeIsHandedItsEarlierShapesToo() {
        stored("guest.invited", "{\"name\":\"Ada Lovelace\"}", "guest");
        assertThat(followed(Set.of(Guest.Invited.class)))
                .containsExactly(new Guest.Invited("Ada", "Lovelace", "dinner"));
    }

    @Test
    void anEventThatIsSplitIsReadAsItsPartsWhichHaveOneVersion() {
        UUID id = stored("guest.visited", "{\"name\":\"Ada Lovelace\"}", "guest");
        app.guests.update(id, Guest::leave);
        assertThat(app.guests.get(id).version()).isEqualTo(2);
        assertThat(app.guests.history(id))
                .extracting(DomainEvent::originatorVersion, DomainEvent::body)
                .containsExactly(
                        tuple(1L, new Guest.Invited("Ada", "Lovelace", "dinner")),
                        tuple(1L, new Guest.Left()),
                        tuple(2L, new Guest.Left()));
        assertThat(followed(Set.of(Guest.Left.class)))
                .containsExactly(new Guest.Invited("Ada", "Lovelace", "dinner"), new Guest.Left(), new Guest.Left());
    }

    @Test
    void anEventThatIsDroppedIsCountedAndPassedOver() {
        UUID id = stored("guest.invited.v2", "{\"firstName\":\"Alan\",\"lastName\":\"Turing\"}", "guest");
        stored(id, 2, "guest.sneezed", "{\"times\":3}", null);
        app.guests.update(id, Guest::leave);
        assertThat(app.guests.get(id).version()).isEqualTo(3);
        assertThat(app.guests.history(id)).hasSize(2);
        assertThat(followed(Set.of())).hasSize(2);
    }

    @Test
    void aPartOfATopicThatWasNotAnnouncedIsAnError() {
        Upcaster careless = Upcaster.split(
                "guest.waved", Set.of("guest.left"), state -> List.of(new Upcaster.Part("guest.bowed", state)));
        Guests careful = new Guests(
                EventSourcing.builder(persistence).upcasters(careless).build());
        UUID id = stored("guest.waved", "{}", "guest");
        assertThatThrownBy(() -> careful.guests.get(id))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("'guest.bowed'");
    }

    @Test
    void anUpcasterThatFailsIsAnErrorThatNamesTheEvent() {
        UUID id = stored("guest.invited", "{\"name\":\"Plato\"}", "guest");
        assertThatThrownBy(() -> app.guests.get(id))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining(id.toString())
                .hasMessageContaining("the upcaster from 'guest.invited' failed");
        UUID broken = stored("guest.invited", "{", "guest");
        assertThatThrownBy(() -> app.guests.get(broken))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("not JSON");
    }

    @Test
    void contradictionsAreRefusedWhenTheyAreConfigured() {
        assertThatThrownBy(() -> new Upcaster("a", "a", state -> state)).isInstanceOf(IllegalArgumentException.class);
        EventSourcing.Builder circle = EventSourcing.builder(persistence)
                .upcasters(new Upcaster("a", "b", state -> state), new Upcaster("b", "a", state -> state));
        assertThatThrownBy(circle::build).hasMessageContaining("circle");
        EventSourcing.Builder twice = EventSourcing.builder(persistence)
                .upcasters(new Upcaster("a", "b", state -> state), new Upcaster("a", "c", state -> state));
        assertThatThrownBy(twice::build).hasMessageContaining("Two upcasters begin at the topic 'a'");
    }
}
