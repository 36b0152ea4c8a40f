package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.application.SnapshotRule;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.mapping.Upcaster;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.system.ProcessApplication;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Python applications that wrote the golden data, in Java. */
final class GoldenApplications {
    final TrainingSchool trainingSchool;
    final TrickCounters trickCounters;
    final Announcements announcements;
    final Kennel kennel;

    GoldenApplications(EventSourcing eventSourcing) {
        trainingSchool = new TrainingSchool(eventSourcing);
        trickCounters = new TrickCounters(eventSourcing);
        announcements = new Announcements(eventSourcing);
        kennel = new Kennel(eventSourcing);
    }

    static EventSourcing.Builder settings(PersistenceModule persistence) {
        return EventSourcing.builder(persistence).format(format()).upcasters(renamed());
    }

    static PythonFormat format() {
        return PythonFormat.builder()
                .transcodings(KennelTypes.transcodings())
                .upcaster("kennel.domain:Visit", 1, GoldenApplications::withPurpose)
                .upcaster("kennel.domain:Visit", 2, GoldenApplications::withVisitorName)
                .upcaster("kennel.domain:Visit.Started", 1, GoldenApplications::withPurpose)
                .upcaster("kennel.domain:Visit.Started", 2, GoldenApplications::withVisitorName)
                .upcaster(
                        "kennel.domain:Visit.Noted",
                        1,
                        state -> state.put(
                                "text", state.get("text").stringValue().toUpperCase(Locale.ROOT)))
                .build();
    }

    private static ObjectNode withPurpose(ObjectNode state) {
        return state.put("purpose", "unknown");
    }

    private static ObjectNode withVisitorName(ObjectNode state) {
        state.set("visitor_name", state.remove("visitor"));
        return state;
    }

    private static Upcaster[] renamed() {
        return new Upcaster[] {
            Upcaster.renamed("kennel.domain:Puppy", Hound.class),
            Upcaster.renamed("kennel.domain:Puppy.Born", Hound.Born.class),
            Upcaster.renamed("kennel.domain:Puppy.ToyGiven", Hound.ToyGiven.class)
        };
    }

    /** The repository of an aggregate's topic. */
    Repository<? extends Aggregate<?>> repository(String topic) {
        return Map.of(
                        "training_school.domain:Dog",
                        trainingSchool.dogs,
                        "training_school.domain:TrickCounter",
                        trickCounters.counters,
                        "training_school.domain:Announcement",
                        announcements.announcements,
                        "kennel.domain:Stay",
                        kennel.stays,
                        "kennel.domain:Visit",
                        kennel.visits,
                        "kennel.domain:Hound",
                        kennel.hounds,
                        "collar",
                        kennel.collars,
                        "kennel.domain:Bowl",
                        kennel.bowls)
                .get(topic);
    }

    void assertAggregatesAreAsExpected() {
        for (JsonNode expected : Golden.json("expected.json").get("aggregates")) {
            Aggregate<?> aggregate = repository(expected.get("topic").stringValue())
                    .get(Expected.id(expected.get("id").stringValue()));
            assertThat(((Attributes) aggregate).attributes())
                    .usingRecursiveComparison()
                    .isEqualTo(Expected.value(expected.get("state")));
        }
    }

    static final class TrainingSchool extends Application {
        final Repository<Dog> dogs = repository(Dog.class, SnapshotRule.every(10));

        TrainingSchool(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    static final class TrickCounters extends ProcessApplication {
        final Repository<TrickCounter> counters = repository(TrickCounter.class);

        TrickCounters(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Dog.TrickAdded added) {
                counters.createOrUpdate(
                        TrickCounter.idOf(added.trick()),
                        () -> TrickCounter.start(added.trick()),
                        counter -> counter.increment(event.originatorId()));
            }
        }
    }

    static final class Announcements extends ProcessApplication {
        final Repository<Announcement> announcements = repository(Announcement.class, Announcement.Published.class);

        Announcements(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.originatorVersion() == 4) {
                String counter = event.originatorId().toString().replace("-", "");
                save(Announcement.publish("counter %s reached 3".formatted(counter), event.originatorId()));
            }
        }

        @Override
        protected Set<Class<?>> eventTypes() {
            return Set.of(TrickCounter.Incremented.class);
        }
    }

    static final class Kennel extends Application {
        final Repository<Stay> stays = repository(Stay.class);
        final Repository<Visit> visits = repository(Visit.class);
        final Repository<Hound> hounds = repository(Hound.class);
        final Repository<Collar> collars = repository(Collar.class);
        final Repository<Bowl> bowls = repository(Bowl.class);

        Kennel(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }
}
