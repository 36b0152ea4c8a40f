package io.eventsourcing.spring;

import java.util.List;

class SaveInTransactionJdbcH2Test extends NestedTransactionContract {
    @Override
    List<String> properties() {
        return List.of("spring.datasource.url=" + TestDatabases.h2(), WITHOUT_JPA);
    }
}
