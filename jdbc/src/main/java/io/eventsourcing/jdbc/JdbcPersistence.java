package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.WakeUps;
import io.eventsourcing.persistence.WriterLock;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A backend in a relational database. Make one for each database, and share it: the settled head is kept in it. The tables
 * must be there, see {@link Migrations}. Thread-safe.
 */
public final class JdbcPersistence implements PersistenceModule {
    private final JdbcEventRecorder events;
    private final JdbcEventRecorder snapshots;
    private final JdbcTrackingRecorder tracking;
    private final JdbcEventSearch search;
    private final JdbcParkingRecorder parking;
    private final JdbcMessageRecorder messages;
    private final JdbcOriginatorKeyRecorder keys;
    private final SettledHead head;
    private final Optional<WakeUps> wakeUps;
    private final Statements statements;
    private final Supplier<WriterLock> writerLock;

    private JdbcPersistence(Builder builder, Dialect dialect) {
        DataSource dataSource = builder.dataSource;
        TableNames names = builder.names;
        this.statements = new Statements(
                builder.transactions == null
                        ? new LocalTransactions(dataSource, dialect)
                        : builder.transactions.apply(dataSource, dialect),
                new SqlErrors(dialect));
        String table = names.table("stored_events");
        EventInsert insert = builder.tableLock ? LockedInsert.of(dialect, table) : dialect::insert;
        this.events = new JdbcEventRecorder(table, dialect, statements, insert);
        this.snapshots = new JdbcEventRecorder(names.table("snapshots"), dialect, statements);
        String node = ManagementFactory.getRuntimeMXBean().getName();
        this.tracking = new JdbcTrackingRecorder(dialect, statements, names, node);
        this.parking = new JdbcParkingRecorder(dialect, statements, names);
        this.search = new JdbcEventSearch(events, table, dialect, statements);
        this.messages = new JdbcMessageRecorder(dialect, statements, names);
        this.keys = new JdbcOriginatorKeyRecorder(dialect, statements, names);
        this.head = dialect.settledHead(dataSource, names);
        this.writerLock = () -> JdbcWriterLock.of(dialect, statements, names, builder.tableLock);
        this.wakeUps = builder.wakeUps ? dialect.wakeUps(dataSource, names) : Optional.empty();
    }

    /** A backend that recognises the database and brings its own transactions. */
    public static JdbcPersistence of(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /** A backend with settings of one's own. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Runs SQL of the application's own in the active transaction, or in a new one: in a projection, in the transaction
     * that moves the projection's position. Events that this transaction has saved and not yet written are not seen.
     *
     * @throws io.eventsourcing.persistence.PersistenceException if the work throws an {@link java.sql.SQLException}; the
     *     transaction is then rolled back, also if it was active before
     */
    public <T> T execute(ConnectionWork<T> work) {
        return transactions().required(() -> statements.write("run SQL of the application", work));
    }

    @Override
    public ApplicationRecorder eventRecorder() {
        return events;
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return snapshots;
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return tracking;
    }

    @Override
    public EventSearch eventSearch() {
        return search;
    }

    @Override
    public ParkingRecorder parkingRecorder() {
        return parking;
    }

    @Override
    public MessageRecorder messageRecorder() {
        return messages;
    }

    @Override
    public OriginatorKeyRecorder originatorKeyRecorder() {
        return keys;
    }

    @Override
    public Optional<WakeUps> wakeUps() {
        return wakeUps;
    }

    @Override
    public WriterLock writerLock() {
        return writerLock.get();
    }

    @Override
    public SettledHead settledHead() {
        return head;
    }

    @Override
    public Transactions transactions() {
        return statements.transactions();
    }

    /**
     * Settings; unless given, the dialect is recognised, the transactions are the library's own, and the tables are in the
     * default schema and have no prefix.
     */
    public static final class Builder {
        private final DataSource dataSource;
        private @Nullable Dialect dialect;
        private @Nullable BiFunction<DataSource, Dialect, JdbcTransactions> transactions;
        private TableNames names = TableNames.defaults();
        private boolean wakeUps;
        private boolean tableLock;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /** The dialect to speak. */
        public Builder dialect(Dialect value) {
            dialect = Objects.requireNonNull(value, "dialect");
            return this;
        }

        /** The transactions to join; they are of the same data source. */
        public Builder transactions(JdbcTransactions value) {
            Objects.requireNonNull(value, "transactions");
            return transactions((ofThese, spoken) -> value);
        }

        /** The transactions to join, made for the data source and the dialect that is spoken. */
        public Builder transactions(BiFunction<DataSource, Dialect, JdbcTransactions> factory) {
            transactions = Objects.requireNonNull(factory, "factory");
            return this;
        }

        /**
         * Whether the processes that share the database tell each other of new events at once, where it can do that:
         * PostgreSQL, with {@code NOTIFY}. A runner then holds one connection to listen. Unless it is set, followers find
         * the events of other processes when they look, every 10 to 500 ms.
         */
        public Builder wakeUps(boolean value) {
            wakeUps = value;
            return this;
        }

        /**
         * Whether writers of events hold a lock on {@code stored_events}, one after the other, to the ends of their
         * transactions, as eventsourcing-django has it. Followers of the Python library that read the same table need it,
         * since they know no settled head; all Java writers of the table then have to set it. So do followers that process
         * in the transaction that saves. For PostgreSQL; on SQLite it is so anyhow.
         */
        public Builder tableLock(boolean value) {
            tableLock = value;
            return this;
        }

        /** Where the tables are, and how their names begin. */
        public Builder tables(TableNames value) {
            names = Objects.requireNonNull(value, "tables");
            return this;
        }

        /**
         * The schema that holds the tables: on MariaDB a database of the same server. SQLite has none.
         *
         * @throws IllegalArgumentException if it has anything but ASCII letters, digits and underscores
         */
        public Builder schema(String value) {
            return tables(names.schema(Objects.requireNonNull(value, "schema")));
        }

        /**
         * What the names of the tables begin with, so that several sets of tables may be in one schema.
         *
         * @throws IllegalArgumentException if it has anything but ASCII letters, digits and underscores
         */
        public Builder tablePrefix(String value) {
            return tables(names.prefix(value));
        }

        /**
         * Makes the backend, if its tables are there.
         *
         * @throws SchemaException if the tables are missing or older than this code
         * @throws io.eventsourcing.persistence.PersistenceException if the database is not known or not reached
         * @throws IllegalArgumentException if it has no schemas, if the schema or the prefix is too long for it, or if it
         *     has no table lock
         */
        public JdbcPersistence build() {
            Dialect spoken = dialect == null ? Dialects.of(dataSource) : dialect;
            names.requireFit(spoken);
            Migrations.check(dataSource, spoken, names);
            return new JdbcPersistence(this, spoken);
        }
    }
}
