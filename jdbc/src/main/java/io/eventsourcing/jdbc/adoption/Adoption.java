package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.TableNames;
import io.eventsourcing.mapping.python.PythonStates;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.StoredEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings in what the Python libraries eventsourcing and eventsourcing-django have stored: events with their order, snapshots,
 * and the positions of followers. Either in place, so that Django may go on writing the same tables, or by copying into
 * tables of the library's own.
 *
 * <p>Unless set otherwise, states are not looked at, 1,000 rows are one transaction, and a broken row is reported and stops
 * nothing. An adoption that was cut short is begun again; what is done already is not done twice. States stay as they are:
 * applications read them with {@link io.eventsourcing.mapping.python.PythonFormat}. Used by one thread.
 */
public final class Adoption {
    private final DataSource dataSource;
    private final List<PythonTables> sources;
    private TableNames names = TableNames.defaults();
    private @Nullable PythonStates states;
    private @Nullable Consumer<? super StoredEvent> check;
    private Consumer<? super AdoptionProgress> listener = progress -> {};
    private boolean stopAtFirst;
    private int batchSize = 1_000;

    private Adoption(DataSource dataSource, List<PythonTables> sources) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.sources = sources;
    }

    /**
     * Makes the tables of eventsourcing-django those of the library too, in PostgreSQL or SQLite: columns and tables are
     * added, and Django's inserts and queries work as before. For a moment the tables are locked.
     */
    public static Adoption inPlace(DataSource database) {
        return new Adoption(database, List.of());
    }

    /**
     * Copies tables of Python's into the library's, which must be there. From one set of tables into an empty PostgreSQL or
     * SQLite, events keep their ids, as long as nothing else writes there; otherwise they get new ones in the same order, and
     * positions of followers become those of the same events. Of several sets, leaders come before their followers.
     *
     * @throws IllegalArgumentException if there is nothing to copy from
     */
    public static Adoption copying(DataSource target, PythonTables... sources) {
        if (sources.length == 0) {
            throw new IllegalArgumentException("There are no tables to copy from");
        }
        return new Adoption(target, List.of(sources));
    }

    /**
     * Where the library's tables are. In place, Django's are there too.
     *
     * @throws IllegalArgumentException in place, if the names have a prefix, since Django's have none
     */
    public Adoption tables(TableNames value) {
        if (sources.isEmpty() && !value.prefix().isEmpty()) {
            throw new IllegalArgumentException(
                    "Django's tables have no prefix: leave out '%s', or copy them".formatted(value.prefix()));
        }
        names = value;
        return this;
    }

    /**
     * Reads the states for the columns that Python does not have. Without it, aggregates that Python has begun are not among
     * the ids that a repository lists, and {@code recorded_at} of what Python has recorded so far is 1970.
     */
    public Adoption states(PythonStates value) {
        states = Objects.requireNonNull(value, "states");
        return this;
    }

    /**
     * Has each event looked at, for instance by {@code eventSourcing.mapper()::toDomain}; if that throws, the row is reported
     * as broken, and adopted all the same.
     */
    public Adoption check(Consumer<? super StoredEvent> value) {
        check = Objects.requireNonNull(value, "check");
        return this;
    }

    /** Ends the adoption at the first broken row. */
    public Adoption stopAtFirst() {
        stopAtFirst = true;
        return this;
    }

    /** Tells someone after each batch how far it has come. */
    public Adoption onProgress(Consumer<? super AdoptionProgress> value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    /**
     * How many rows are read and written in one transaction.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Adoption batchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1 but is " + rows);
        }
        batchSize = rows;
        return this;
    }

    /**
     * Does it.
     *
     * @throws AdoptionException if the tables are not those of Python's, or at the first broken row if that is asked for
     * @throws io.eventsourcing.jdbc.SchemaException if tables to copy into are missing or older
     * @throws PersistenceException if a database refuses something else; what was committed stays
     */
    public AdoptionReport run() {
        Dialect dialect = Dialects.of(dataSource);
        Journal journal = new Journal(listener, stopAtFirst);
        RowInspection inspection = new RowInspection(states, check, journal);
        try {
            if (sources.isEmpty()) {
                inPlace(dialect, inspection);
            } else {
                new Copying(Target.of(dataSource, dialect, names), sources, inspection, batchSize).run();
            }
        } catch (SQLException e) {
            throw new AdoptionException("The tables cannot be read: " + e.getMessage(), e);
        }
        return journal.report();
    }

    private void inPlace(Dialect dialect, RowInspection inspection) throws SQLException {
        DjangoSchema.requireSupported(dialect);
        new DjangoSchema(dataSource, dialect, names).complete();
        Target target = Target.of(dataSource, dialect, names);
        Positions positions = new Positions(target.persistence(), inspection.journal());
        PythonTables.django(dataSource, names).positions().forEach(positions::set);
        for (RowKind kind : RowKind.values()) {
            new RowCompletion(target, kind, inspection, batchSize).run();
        }
    }
}
