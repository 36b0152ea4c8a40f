package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.DjangoDatabase.Kind;
import io.eventsourcing.jdbc.adoption.Adoption;
import io.eventsourcing.jdbc.adoption.AdoptionException;
import io.eventsourcing.jdbc.adoption.AdoptionProgress;
import io.eventsourcing.jdbc.adoption.AdoptionReport;
import io.eventsourcing.jdbc.adoption.BrokenRow;
import io.eventsourcing.jdbc.adoption.PythonTables;
import io.eventsourcing.mapping.python.PythonStates;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.VersionConflictException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Django has written is brought in. */
class AdoptionTest {
    private static final UUID FIDO = UUID.randomUUID();
    private static final UUID REX = UUID.randomUUID();
    private static final Instant TIME = Instant.parse("2024-01-01T09:00:00Z");

    /** Fido with a snapshot and Rex; the follower has come to the third event. */
    private static DjangoDatabase filled(Kind kind, HikariDataSource dataSource) throws SQLException {
        kind.make(dataSource);
        DjangoDatabase django = new DjangoDatabase(dataSource);
        django.registered(FIDO, "Fido");
        django.registered(REX, "Rex");
        django.trickAdded(FIDO, 2, "sit");
        django.trickAdded(FIDO, 3, "roll over");
        django.trickAdded(REX, 2, "fetch");
        django.snapshot(FIDO, 2, "Fido", "[\"sit\"]");
        for (long id = 1; id <= 3; id++) {
            django.tracked(id);
        }
        return django;
    }

    private static Adoption inPlace(HikariDataSource dataSource) {
        return Adoption.inPlace(dataSource).states(PythonStates.plain()).batchSize(2);
    }

    private static Adoption copying(HikariDataSource target, DjangoDatabase django) {
        return Adoption.copying(target, PythonTables.django(django.dataSource()))
                .states(PythonStates.plain())
                .batchSize(2);
    }

    private static List<Notification> notifications(PersistenceModule persistence) {
        return persistence
                .eventRecorder()
                .selectNotifications(
                        DjangoDatabase.APPLICATION,
                        NotificationQuery.after(0, 100)
                                .upTo(persistence.settledHead().read()));
    }

    private static long position(PersistenceModule persistence) {
        return persistence
                .trackingRecorder()
                .maxTrackingId(DjangoDatabase.FOLLOWER, DjangoDatabase.APPLICATION)
                .orElse(0);
    }

    private static void assertAdopted(PersistenceModule persistence) {
        DjangoSchool school = DjangoSchool.of(persistence);
        assertThat(school.dogs.get(FIDO).described()).isEqualTo("Fido [sit, roll over]");
        assertThat(school.dogs.get(REX).described()).isEqualTo("Rex [fetch]");
        assertThat(school.dogs.ids(0, 10).ids()).startsWith(FIDO, REX);
        assertThat(notifications(persistence))
                .extracting(notification -> notification.event().originatorId())
                .startsWith(FIDO, REX, FIDO, FIDO, REX);
        assertThat(notifications(persistence))
                .extracting(notification -> notification.event().recordedAt())
                .startsWith(TIME, TIME, TIME, TIME, TIME);
    }

    @ParameterizedTest
    @EnumSource
    void inPlaceJavaAndDjangoGoOnWithTheSameTables(Kind kind) throws SQLException {
        try (HikariDataSource dataSource = kind.database.open()) {
            DjangoDatabase django = filled(kind, dataSource);
            AdoptionReport report = inPlace(dataSource).run();
            assertThat(report).isEqualTo(new AdoptionReport(5, 1, 1, 0, List.of()));
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            assertAdopted(persistence);
            assertThat(position(persistence)).isEqualTo(3);

            DjangoSchool school = DjangoSchool.of(persistence);
            UUID max = UUID.randomUUID();
            school.dogs.update(FIDO, dog -> dog.addTrick("jump"));
            django.trickAdded(FIDO, 5, "bow");
            django.registered(max, "Max");
            django.snapshot(REX, 2, "Rex", "[\"fetch\"]");
            school.dogs.takeSnapshot(FIDO);
            school.dogs.update(max, dog -> dog.addTrick("sit"));
            assertThat(school.dogs.get(FIDO).described()).isEqualTo("Fido [sit, roll over, jump, bow]");
            assertThat(school.dogs.get(REX).described()).isEqualTo("Rex [fetch]");
            assertThat(school.dogs.get(max).described()).isEqualTo("Max [sit]");
            assertThat(notifications(persistence)).hasSize(9);
            assertThatThrownBy(() -> school.register(REX, "Rex"))
                    .isInstanceOf(VersionConflictException.class)
                    .hasMessageContaining("Version 1 of originator " + REX);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runInPlaceAgainOnlyWhatDjangoHasAddedIsAdopted(Kind kind) throws SQLException {
        try (HikariDataSource dataSource = kind.database.open()) {
            DjangoDatabase django = filled(kind, dataSource);
            inPlace(dataSource).run();
            assertThat(inPlace(dataSource).run()).isEqualTo(new AdoptionReport(0, 0, 0, 0, List.of()));
            UUID max = UUID.randomUUID();
            django.registered(max, "Max");
            django.tracked(4);
            assertThat(inPlace(dataSource).run()).isEqualTo(new AdoptionReport(1, 0, 1, 0, List.of()));
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            assertThat(DjangoSchool.of(persistence).dogs.ids(0, 10).ids()).containsExactly(FIDO, REX, max);
            assertThat(position(persistence)).isEqualTo(4);
            assertThat(Migrations.migrate(dataSource)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void brokenRowsAreReportedWithTheirKeysAndStopNothingElse(Kind kind) throws SQLException {
        try (HikariDataSource dataSource = kind.database.open()) {
            DjangoDatabase django = filled(kind, dataSource);
            UUID broken = UUID.randomUUID();
            UUID unknown = UUID.randomUUID();
            django.row("stored_events", broken, 1, "school:Dog.Registered", "{no JSON");
            django.event(unknown, 1, "school:Cat.Registered", "\"name\":\"Tom\"");
            AdoptionReport report =
                    inPlace(dataSource).check(DjangoSchool.mapper()::toDomain).run();
            assertThat(report.brokenRows()).isEqualTo(2);
            assertThat(report.broken())
                    .extracting(BrokenRow::toString)
                    .anySatisfy(
                            row -> assertThat(row).contains(broken.toString().substring(0, 8), "not JSON"))
                    .anySatisfy(row ->
                            assertThat(row).contains(unknown.toString().substring(0, 8), "school:Cat.Registered"));
            assertAdopted(JdbcPersistence.of(dataSource));
            assertThatThrownBy(() -> inPlace(dataSource).stopAtFirst().run())
                    .isInstanceOf(AdoptionException.class)
                    .hasMessageContaining("version 1")
                    .hasMessageContaining(broken.toString().substring(0, 8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfSomethingElseAreRefusedAndNothingIsChanged(Kind kind) throws SQLException {
        try (HikariDataSource dataSource = kind.database.open()) {
            DjangoDatabase.execute(dataSource, "CREATE TABLE stored_events (id integer PRIMARY KEY)");
            assertThatThrownBy(() -> inPlace(dataSource).run()).isInstanceOf(PersistenceException.class);
            assertThatThrownBy(() -> JdbcPersistence.of(dataSource)).isInstanceOf(SchemaException.class);
            DjangoDatabase.execute(dataSource, "DROP TABLE stored_events");
            Kind.valueOf(kind.name()).make(dataSource);
            assertThat(inPlace(dataSource).run().events()).isZero();
        }
    }

    @Test
    void aSequenceThatIsBehindTheTableIsRefused() throws SQLException {
        try (HikariDataSource dataSource = TestDatabase.POSTGRESQL.open()) {
            filled(Kind.POSTGRESQL, dataSource);
            DjangoDatabase.execute(dataSource, "SELECT setval(pg_get_serial_sequence('stored_events', 'id'), 1)");
            assertThatThrownBy(() -> inPlace(dataSource).run())
                    .hasMessageContaining("is at 1, behind the greatest id 5: run SELECT setval");
        }
    }

    @Test
    void inPlaceInADatabaseWithoutAWayToDoItCopyingIsAdvised() {
        try (HikariDataSource dataSource = TestDatabase.H2.open()) {
            assertThatThrownBy(() -> inPlace(dataSource).run())
                    .isInstanceOf(AdoptionException.class)
                    .hasMessageContaining("Adoption.copying");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "SQLITE_FILE", "H2"})
    void copiedIntoOtherTablesEverythingIsThereInItsOrder(TestDatabase database) throws SQLException {
        try (HikariDataSource source = Kind.SQLITE.database.open();
                HikariDataSource target = database.migrated()) {
            DjangoDatabase django = filled(Kind.SQLITE, source);
            DjangoDatabase.execute(source, "UPDATE stored_events SET id = id + 100 WHERE id > 2");
            DjangoDatabase.execute(
                    source, "UPDATE notification_tracking SET notification_id = 103 WHERE notification_id = 3");
            List<AdoptionProgress> progress = new ArrayList<>();
            AdoptionReport report =
                    copying(target, django).onProgress(progress::add).run();
            assertThat(report).isEqualTo(new AdoptionReport(5, 1, 1, 0, List.of()));
            assertThat(progress)
                    .contains(new AdoptionProgress("stored_events", 2, 5), new AdoptionProgress("stored_events", 5, 5));
            JdbcPersistence persistence = JdbcPersistence.of(target);
            assertAdopted(persistence);
            boolean kept = database != TestDatabase.H2;
            assertThat(notifications(persistence))
                    .extracting(Notification::id)
                    .containsExactly(kept ? new Long[] {1L, 2L, 103L, 104L, 105L} : new Long[] {1L, 2L, 3L, 4L, 5L});
            assertThat(position(persistence)).isEqualTo(kept ? 103 : 3);
            assertThat(copying(target, django).run()).isEqualTo(new AdoptionReport(0, 0, 0, 0, List.of()));

            DjangoSchool.of(persistence).dogs.update(REX, dog -> dog.addTrick("jump"));
            assertThat(notifications(persistence).getLast().id()).isEqualTo(kept ? 106 : 6);
            django.trickAdded(FIDO, 4, "bow");
            assertThat(copying(target, django).run()).isEqualTo(new AdoptionReport(1, 0, 0, 0, List.of()));
            assertThat(DjangoSchool.of(persistence).dogs.get(FIDO).described()).isEqualTo("Fido [sit, roll over, bow]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "SQLITE_FILE", "H2"})
    void aCopyThatWasCutShortIsGoneOnWith(TestDatabase database) throws SQLException {
        try (HikariDataSource source = Kind.POSTGRESQL.database.open();
                HikariDataSource target = database.migrated()) {
            DjangoDatabase django = filled(Kind.POSTGRESQL, source);
            assertThatThrownBy(() -> copying(target, django)
                            .onProgress(progress -> {
                                if (progress.done() == 4) {
                                    throw new IllegalStateException("cut short");
                                }
                            })
                            .run())
                    .hasMessage("cut short");
            JdbcPersistence persistence = JdbcPersistence.of(target);
            assertThat(notifications(persistence)).hasSize(4);
            assertThat(position(persistence)).isZero();
            assertThat(copying(target, django).run()).isEqualTo(new AdoptionReport(1, 1, 1, 0, List.of()));
            assertAdopted(persistence);
            assertThat(position(persistence)).isEqualTo(3);
        }
    }

    @Test
    void anEventWhoseVersionIsTakenIsReportedAndTheOthersAreCopied() throws SQLException {
        try (HikariDataSource source = Kind.SQLITE.database.open();
                HikariDataSource target = TestDatabase.POSTGRESQL.migrated()) {
            DjangoDatabase django = filled(Kind.SQLITE, source);
            JdbcPersistence persistence = JdbcPersistence.of(target);
            DjangoSchool.of(persistence).register(REX, "Another");
            AdoptionReport report = copying(target, django).run();
            assertThat(report.events()).isEqualTo(4);
            assertThat(report.broken())
                    .containsExactly(new BrokenRow(
                            "stored_events",
                            DjangoDatabase.APPLICATION,
                            REX.toString(),
                            1,
                            "another event of that version is there already"));
            assertThat(notifications(persistence))
                    .filteredOn(notification -> notification.id() == position(persistence))
                    .extracting(notification -> notification.event().originatorId())
                    .containsExactly(FIDO);
            assertThat(DjangoSchool.of(persistence).dogs.get(FIDO).described()).isEqualTo("Fido [sit, roll over]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "SQLITE_FILE"})
    void whileSomebodyElseWritesIdsAreNotKept(TestDatabase database) throws SQLException {
        try (HikariDataSource source = Kind.SQLITE.database.open();
                HikariDataSource target = database.migrated()) {
            DjangoDatabase django = filled(Kind.SQLITE, source);
            DjangoSchool school = DjangoSchool.of(JdbcPersistence.of(target));
            assertThatThrownBy(() -> copying(target, django)
                            .onProgress(progress -> school.register(UUID.randomUUID(), "Max"))
                            .run())
                    .isInstanceOf(AdoptionException.class)
                    .hasMessageContaining("Somebody else has written into stored_events");
        }
    }
}
