package io.eventsourcing.benchmarks;

import io.eventsourcing.jdbc.Migrations;
import java.time.Duration;
import javax.sql.DataSource;

/** A database and what is measured on it. */
record MeasuredDatabase(String name, ReadArms reads, AppendArms appends) {
    /** Makes the tables, and the orders that are read. */
    static MeasuredDatabase of(String name, DataSource dataSource) {
        Migrations.migrate(dataSource);
        return new MeasuredDatabase(name, new ReadArms(dataSource), new AppendArms(dataSource, Duration.ZERO));
    }
}
