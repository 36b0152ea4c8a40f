package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class EntitiesMariaDbTest extends EntitiesContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.mariaDb();
    }

    @Override
    String noBytes() {
        return "X''";
    }
}
