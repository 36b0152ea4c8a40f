package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.jdbc.adoption.Adoption;
import io.eventsourcing.jdbc.adoption.AdoptionReport;
import io.eventsourcing.jdbc.adoption.PythonTables;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.mapping.python.PythonStates;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/** The listings of the guide to coming from Django. */
class ComingFromDjangoTest {
    private static final Logger log = LoggerFactory.getLogger(ComingFromDjangoTest.class);
    private static final UUID FIDO = UUID.fromString("1e1d7398-8986-57af-bb01-11a89b2f8b02");
    private static final String COLUMNS =
            "application_name varchar(32) NOT NULL, originator_id char(32) NOT NULL, originator_version bigint NOT NULL, topic text NOT NULL, state BLOB NOT NULL";
    private static final String ID = "integer NOT NULL PRIMARY KEY AUTOINCREMENT";
    private static final String STATE =
            "'{\"timestamp\":{\"_type_\":\"datetime_iso\",\"_data_\":\"2024-01-01T09:00:00+00:00\"},\"originator_topic\":\"training_school.domain:Dog\",\"name\":\"Fido\"}'";

    @TempDir
    private Path folder;

    private static final class TrainingSchool extends Application {
        final Repository<Dog> dogs = repository(Dog.class);

        TrainingSchool(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    private DataSource database(String name, String... statements) throws SQLException {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + folder.resolve(name));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return dataSource;
    }

    private static String values(String before) {
        return "VALUES (%s'1e1d7398898657afbb0111a89b2f8b02', 1, 'training_school.domain:Dog.Registered', CAST(%s AS BLOB))"
                .formatted(before, STATE);
    }

    private static TrainingSchool school(DataSource dataSource) {
        return new TrainingSchool(EventSourcing.builder(JdbcPersistence.of(dataSource))
                .format(PythonFormat.create())
                .build());
    }

    @Test
    void djangosTablesAreAdoptedInPlace() throws SQLException {
        DataSource dataSource = database(
                "django.sqlite3",
                "CREATE TABLE stored_events (id %s, %s)".formatted(ID, COLUMNS),
                "CREATE TABLE snapshots (uid %s, %s)".formatted(ID, COLUMNS),
                "CREATE TABLE notification_tracking (uid %s, application_name varchar(32) NOT NULL, upstream_application_name varchar(32) NOT NULL, notification_id bigint NOT NULL)"
                        .formatted(ID),
                "INSERT INTO stored_events (application_name, originator_id, originator_version, topic, state) "
                        + values("'TrainingSchool', "));
        AdoptionReport report = Adoption.inPlace(dataSource)
                .states(PythonStates.plain())
                .onProgress(progress -> log.info("{}", progress))
                .run();
        report.broken().forEach(row -> log.warn("{}", row));

        assertThat(report).isEqualTo(new AdoptionReport(1, 0, 0, 0, List.of()));
        TrainingSchool school = school(dataSource);
        school.dogs.update(FIDO, dog -> dog.addTrick("sit"));
        assertThat(school.dogs.get(FIDO).tricks).containsExactly("sit");
        assertThat(school.dogs.ids(0, 10).ids()).containsExactly(FIDO);
    }

    @Test
    void tablesOfTheLibraryAreCopied() throws SQLException {
        String events =
                "CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB, PRIMARY KEY (originator_id, originator_version))";
        DataSource trainingSchool =
                database("trainingschool.sqlite3", events, "INSERT INTO stored_events " + values(""));
        DataSource trickCounters = database(
                "trickcounters.sqlite3",
                events,
                "CREATE TABLE tracking (application_name TEXT PRIMARY KEY, notification_id INTEGER)",
                "INSERT INTO tracking VALUES ('TrainingSchool', 1)");
        DataSource target = database("events.db");
        Migrations.migrate(target);
        AdoptionReport report = Adoption.copying(
                        target,
                        PythonTables.sqlite("TrainingSchool", trainingSchool),
                        PythonTables.sqlite("TrickCounters", trickCounters))
                .states(PythonStates.plain())
                .run();

        assertThat(report).isEqualTo(new AdoptionReport(1, 0, 1, 0, List.of()));
        assertThat(school(target).dogs.get(FIDO).name).isEqualTo("Fido");
        assertThat(JdbcPersistence.of(target).trackingRecorder().maxTrackingId("TrickCounters", "TrainingSchool"))
                .isEqualTo(OptionalLong.of(1));
    }
}

@Topic("training_school.domain:Dog")
final class Dog extends Aggregate<Dog.Event> {
    sealed interface Event permits Registered, TrickAdded {}

    @Topic("training_school.domain:Dog.Registered")
    record Registered(String name) implements Event {}

    @Topic("training_school.domain:Dog.TrickAdded")
    record TrickAdded(String trick) implements Event {}

    String name = "";
    final List<String> tricks = new ArrayList<>();

    private Dog() {}

    void addTrick(String trick) {
        trigger(new TrickAdded(trick));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Registered registered -> name = registered.name();
            case TrickAdded added -> tricks.add(added.trick());
        }
    }
}
