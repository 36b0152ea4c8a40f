package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class JpaProjectionPostgreSqlTest extends JpaProjectionContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.postgres();
    }
}
