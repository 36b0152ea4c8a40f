package io.eventsourcing.spring;

import java.util.List;

class JoinInTransactionJpaTest extends JoinInTransactionContract {
    @Override
    List<String> properties() {
        return List.of("spring.datasource.url=" + TestDatabases.postgres(), "eventsourcing.schema.table-lock=true");
    }
}
