package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class EntitiesH2Test extends EntitiesContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.h2();
    }

    @Override
    String noBytes() {
        return "X''";
    }
}
