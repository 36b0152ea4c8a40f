package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class EntitiesPostgreSqlTest extends EntitiesContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.postgres();
    }

    @Override
    String noBytes() {
        return "CAST('' AS bytea)";
    }
}
