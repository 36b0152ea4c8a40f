package io.eventsourcing.spring.command;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

class DryRunOnH2Test extends DryRunContract {
    @Override
    String url() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    List<String> dump(JdbcClient client) {
        return client.sql("SCRIPT").query(String.class).list();
    }
}
