package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class JpaProjectionMariaDbTest extends JpaProjectionContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.mariaDb();
    }
}
