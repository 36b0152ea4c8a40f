package io.eventsourcing.spring;

import java.util.List;

class SaveInTransactionJdbcPostgreSqlTest extends NestedTransactionContract {
    @Override
    List<String> properties() {
        return List.of("spring.datasource.url=" + TestDatabases.postgres(), WITHOUT_JPA);
    }
}
