package io.eventsourcing.docs;

import static io.eventsourcing.mapping.Upcaster.renamed;
import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.docs.tutorial.Parcel;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.mapping.Upcaster;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.Runner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The listings of the guide to coming from Axon. */
class ComingFromAxonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Upcaster[] NAMES_OF_AXON = {
        renamed("Parcel", Parcel.class),
        renamed("com.example.ParcelAccepted", Parcel.Accepted.class),
        renamed("com.example.ParcelScanned", Parcel.Scanned.class),
        renamed("com.example.ParcelDelivered", Parcel.Delivered.class)
    };

    private final JdbcDataSource dataSource = new JdbcDataSource();

    private static final class Depot extends Application {
        final Repository<Parcel> parcels = repository(Parcel.class);

        Depot(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    record AxonRow(
            long globalIndex,
            String aggregateIdentifier,
            long sequenceNumber,
            String type,
            String payloadType,
            byte[] payload,
            byte[] metaData,
            String timeStamp) {
        StoredEvent toStoredEvent(String applicationName) {
            return new StoredEvent(
                    applicationName,
                    Parcel.idOf(aggregateIdentifier),
                    sequenceNumber + 1,
                    payloadType,
                    payload,
                    sequenceNumber == 0 ? type : null,
                    metadata(),
                    Instant.parse(timeStamp));
        }

        private @Nullable String metadata() {
            JsonNode correlation = JSON.readTree(metaData).get("correlationId");
            return correlation == null
                    ? null
                    : JSON.createObjectNode()
                            .put(Metadata.CORRELATION_ID, correlation.stringValue())
                            .toString();
        }
    }

    private static void copy(JdbcClient axon, PersistenceModule target) {
        List<AxonRow> page = List.of();
        do {
            long after = page.isEmpty() ? 0 : page.getLast().globalIndex();
            page = axon.sql("SELECT * FROM domain_event_entry WHERE global_index > ? ORDER BY global_index LIMIT 1000")
                    .param(after)
                    .query(AxonRow.class)
                    .list();
            target.eventRecorder()
                    .insertEvents(
                            page.stream().map(row -> row.toStoredEvent("Depot")).toList());
        } while (!page.isEmpty());
    }

    @BeforeEach
    void axonHasStoredEvents() {
        dataSource.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
        JdbcClient axon = JdbcClient.create(dataSource);
        axon.sql("""
                CREATE TABLE domain_event_entry (
                    global_index bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_identifier varchar(255),
                    meta_data blob, payload blob, payload_revision varchar(255), payload_type varchar(255),
                    time_stamp varchar(255), aggregate_identifier varchar(255), sequence_number bigint, type varchar(255))
                """).update();
        store(axon, "A1", 0, "ParcelAccepted", "{\"number\": \"A1\", \"recipient\": \"Ada\"}");
        store(axon, "A2", 0, "ParcelAccepted", "{\"number\": \"A2\", \"recipient\": \"Bob\"}");
        store(axon, "A1", 1, "ParcelScanned", "{\"number\": \"A1\", \"place\": \"Berlin\"}");
        store(axon, "A1", 2, "ParcelDelivered", "{\"number\": \"A1\"}");
        Migrations.migrate(dataSource);
    }

    private static void store(JdbcClient axon, String parcel, int sequence, String type, String payload) {
        axon.sql("""
                INSERT INTO domain_event_entry (event_identifier, meta_data, payload, payload_type, time_stamp,
                    aggregate_identifier, sequence_number, type) VALUES (?, ?, ?, ?, ?, ?, ?, 'Parcel')
                """)
                .params(
                        UUID.randomUUID().toString(),
                        "{\"correlationId\": \"c1\"}".getBytes(StandardCharsets.UTF_8),
                        payload.getBytes(StandardCharsets.UTF_8),
                        "com.example." + type,
                        "2026-01-01T12:00:00.123Z",
                        parcel,
                        sequence)
                .update();
    }

    private Depot copied(JdbcPersistence persistence) {
        copy(JdbcClient.create(dataSource), persistence);
        return new Depot(
                EventSourcing.builder(persistence).upcasters(NAMES_OF_AXON).build());
    }

    @Test
    void eventsAreCopiedAndGoOn() {
        Depot depot = copied(JdbcPersistence.of(dataSource));
        depot.parcels.update(Parcel.idOf("A2"), parcel -> parcel.scan("Rome"));
        assertThat(depot.parcels.history(Parcel.idOf("A2")))
                .extracting(DomainEvent::body)
                .isEqualTo(List.of(new Parcel.Accepted("A2", "Bob"), new Parcel.Scanned("Rome")));
        assertThat(depot.parcels.history(Parcel.idOf("A1")))
                .hasSize(3)
                .last()
                .satisfies(event -> assertThat(event.metadata().get(Metadata.CORRELATION_ID))
                        .contains("c1"));
        assertThat(depot.parcels.ids(0, 10).ids()).containsExactly(Parcel.idOf("A1"), Parcel.idOf("A2"));
    }

    @Test
    void whoMustNotActAgainBeginsAfterTheCopiedEvents() {
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        Depot depot = copied(persistence);
        List<DomainEvent<?>> mailed = new ArrayList<>();
        Projection mail = new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                mailed.add(event);
            }

            @Override
            public String name() {
                return "Mail";
            }
        };
        EventSourcedSystem system = EventSourcedSystem.of(pipe(depot, mail));
        long head = persistence.settledHead().read();
        FollowerControl.of(system).reset("Mail", "Depot", head, () -> {});
        depot.parcels.update(Parcel.idOf("A2"), Parcel::deliver);
        try (Runner runner = Runner.singleThreaded(system)) {
            runner.start();
            runner.await("Mail", Duration.ofSeconds(30));
        }
        assertThat(mailed).extracting(DomainEvent::body).isEqualTo(List.of(new Parcel.Delivered()));
    }
}
