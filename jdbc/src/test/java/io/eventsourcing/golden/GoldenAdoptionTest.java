package io.eventsourcing.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.TestDatabase;
import io.eventsourcing.jdbc.adoption.Adoption;
import io.eventsourcing.jdbc.adoption.AdoptionReport;
import io.eventsourcing.jdbc.adoption.PythonTables;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.encryption.PythonAesCipher;
import io.eventsourcing.mapping.python.PythonStates;
import io.eventsourcing.persistence.PersistenceModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.JsonNode;

/** What the Python libraries have really written is adopted, and followers go on with it. */
class GoldenAdoptionTest {
    @TempDir
    private Path folder;

    private SQLiteDataSource sqlite(String file) throws IOException {
        Path copy = folder.resolve(UUID.randomUUID() + ".sqlite3");
        Files.copy(Golden.file(file), copy);
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + copy + "?busy_timeout=5000");
        return dataSource;
    }

    private static void execute(DataSource dataSource, String file) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Golden.text(file));
        }
    }

    private static Compressor compressor(String variant) {
        return variant.equals("plain") ? Compressor.none() : new ZlibCompressor();
    }

    private static Cipher cipher(String variant) {
        return variant.equals("aes") ? new PythonAesCipher(Golden.text("cipher_key.txt")) : Cipher.none();
    }

    private static EventSourcing eventSourcing(PersistenceModule persistence, String variant) {
        return GoldenApplications.settings(persistence)
                .compressor(compressor(variant))
                .cipher(cipher(variant))
                .build();
    }

    /** Everything that is expected of the Django project's rows, in this order: catching up adds to them. */
    private static void assertAdopted(DataSource dataSource, String variant, boolean sameIds) {
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        EventSourcing eventSourcing = eventSourcing(persistence, variant);
        GoldenApplications applications = new GoldenApplications(eventSourcing);
        applications.assertAggregatesAreAsExpected();
        assertThat(applications.trainingSchool.dogs.ids(0, 1_000).ids())
                .hasSize(Golden.json("expected.json")
                        .at("/applications/TrainingSchool/aggregates")
                        .intValue());
        if (sameIds) {
            assertTracking(persistence);
        }
        if (variant.equals("plain")) {
            CatchingUp.assertAsInPython(eventSourcing);
        }
    }

    private static void assertTracking(PersistenceModule persistence) {
        JsonNode expected = Golden.json("expected.json").get("tracking");
        expected.forEachEntry((follower, leaders) -> leaders.forEachEntry((leader, position) -> assertThat(
                        persistence.trackingRecorder().maxTrackingId(follower, leader))
                .as("%s of %s", follower, leader)
                .isEqualTo(position.isNumber() ? OptionalLong.of(position.longValue()) : OptionalLong.empty())));
    }

    private static AdoptionReport adopt(Adoption adoption, String variant) {
        return adoption.states(new PythonStates(compressor(variant), cipher(variant)))
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "zlib", "aes"})
    void aSqliteFileOfDjangoIsAdoptedInPlace(String variant) throws IOException {
        SQLiteDataSource dataSource = sqlite("sqlite/%s.sqlite3".formatted(variant));
        assertThat(adopt(Adoption.inPlace(dataSource), variant).brokenRows()).isZero();
        assertAdopted(dataSource, variant, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema_postgresql", "schema_postgresql_bigserial"})
    void tablesOfDjangoInPostgreSqlAreAdoptedInPlace(String schema) throws SQLException {
        try (HikariDataSource dataSource = TestDatabase.POSTGRESQL.open()) {
            execute(dataSource, "sql/%s.sql".formatted(schema));
            execute(dataSource, "sql/data_postgresql.sql");
            assertThat(adopt(Adoption.inPlace(dataSource), "plain").brokenRows())
                    .isZero();
            assertAdopted(dataSource, "plain", true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSqliteFileOfDjangoIsCopiedIntoAnyDatabase(TestDatabase database) throws IOException {
        try (HikariDataSource target = database.migrated()) {
            PythonTables django = PythonTables.django(sqlite("sqlite/plain.sqlite3"));
            AdoptionReport report = adopt(Adoption.copying(target, django).batchSize(50), "plain");
            assertThat(report.brokenRows()).isZero();
            assertThat(report.events()).isEqualTo(232);
            assertAdopted(target, "plain", database != TestDatabase.H2 && database != TestDatabase.MARIADB);
        }
    }

    private void assertLibraryAdopted(HikariDataSource target, PythonTables... sources) {
        assertThat(adopt(Adoption.copying(target, sources), "plain").brokenRows())
                .isZero();
        JdbcPersistence persistence = JdbcPersistence.of(target);
        GoldenApplications applications = new GoldenApplications(eventSourcing(persistence, "plain"));
        Dog fido = applications.trainingSchool.dogs.get(Dog.idOf("Fido"));
        assertThat(fido.attributes()).containsEntry("name", "Fido");
        assertThat(applications.trainingSchool.dogs.ids(0, 10).ids()).hasSize(4);
        for (String leader : new String[] {"TrainingSchool", "TrickCounters"}) {
            String follower = leader.equals("TrainingSchool") ? "TrickCounters" : "Announcements";
            assertThat(persistence.trackingRecorder().maxTrackingId(follower, leader))
                    .as("the follower %s had processed everything", follower)
                    .isEqualTo(persistence.eventRecorder().maxNotificationId(leader));
        }
        assertThat(adopt(Adoption.copying(target, sources), "plain").events()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "SQLITE_FILE", "H2"})
    void sqliteFilesOfTheLibraryAreCopiedIntoOneDatabase(TestDatabase database) throws IOException {
        try (HikariDataSource target = database.migrated()) {
            assertLibraryAdopted(
                    target,
                    PythonTables.sqlite("TrainingSchool", sqlite("core/sqlite/trainingschool.sqlite3")),
                    PythonTables.sqlite("TrickCounters", sqlite("core/sqlite/trickcounters.sqlite3")),
                    PythonTables.sqlite("Announcements", sqlite("core/sqlite/announcements.sqlite3")));
        }
    }

    @Test
    void tablesOfTheLibraryInPostgreSqlAreCopied() throws SQLException {
        try (HikariDataSource source = TestDatabase.POSTGRESQL.open();
                HikariDataSource target = TestDatabase.POSTGRESQL.migrated()) {
            execute(source, "core/postgresql.sql");
            assertLibraryAdopted(
                    target,
                    PythonTables.postgresql("TrainingSchool", source),
                    PythonTables.postgresql("TrickCounters", source),
                    PythonTables.postgresql("Announcements", source));
        }
    }
}
