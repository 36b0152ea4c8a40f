package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class SaveInTransactionMariaDbTest extends SaveInTransactionContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.mariaDb();
    }
}
