package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class JpaProjectionH2Test extends JpaProjectionContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.h2();
    }
}
