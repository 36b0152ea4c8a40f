package io.eventsourcing.spring;

import java.util.List;

class SaveInTransactionJpaH2Test extends SaveInTransactionContract {
    @Override
    List<String> properties() {
        return List.of("spring.datasource.url=" + TestDatabases.h2());
    }
}
