package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class SaveInTransactionPostgreSqlTest extends SaveInTransactionContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.postgres();
    }
}
