package io.eventsourcing.jpa;

import com.zaxxer.hikari.HikariDataSource;

class SaveInTransactionH2Test extends SaveInTransactionContract {
    @Override
    HikariDataSource database() {
        return TestDatabases.h2();
    }
}
