package io.eventsourcing.spring;

import java.util.List;

class SaveInTransactionJpaPostgreSqlTest extends SaveInTransactionContract {
    @Override
    List<String> properties() {
        return List.of("spring.datasource.url=" + TestDatabases.postgres());
    }
}
