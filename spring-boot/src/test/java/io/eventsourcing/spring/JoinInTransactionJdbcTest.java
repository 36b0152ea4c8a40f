package io.eventsourcing.spring;

import java.util.List;

class JoinInTransactionJdbcTest extends JoinInTransactionContract {
    @Override
    List<String> properties() {
        return List.of(
                "spring.datasource.url=" + TestDatabases.postgres(),
                "eventsourcing.schema.table-lock=true",
                WITHOUT_JPA);
    }
}
