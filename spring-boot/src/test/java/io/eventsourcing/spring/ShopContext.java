package io.eventsourcing.spring;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.Transactional;

/** An application context with a shop, whose events a follower makes receipts of. */
public final class ShopContext {
    private ShopContext() {}

    public static ApplicationContextRunner onH2() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        JdbcClientAutoConfiguration.class,
                        TransactionManagerCustomizationAutoConfiguration.class,
                        TransactionAutoConfiguration.class,
                        FlywayAutoConfiguration.class,
                        EventSourcingAutoConfiguration.class))
                .withPropertyValues("spring.datasource.url=" + TestDatabases.h2());
    }

    /** A shop, for tests of other packages. */
    public static Shop shop(EventSourcing eventSourcing) {
        return new Shop(eventSourcing);
    }

    @Configuration(proxyBeanMethods = false)
    public static class SystemConfiguration {
        @Bean
        Shop shop(EventSourcing eventSourcing) {
            return ShopContext.shop(eventSourcing);
        }

        @Bean
        Receipts receipts(EventSourcing eventSourcing) {
            return new Receipts(eventSourcing);
        }

        @Bean
        EventSourcedSystem system(Shop shop, Receipts receipts) {
            return EventSourcedSystem.of(pipe(shop, receipts));
        }
    }

    /** A follower of which Spring makes a proxy. */
    public static class Receipts extends ProcessApplication {
        private final List<Object> seen = new CopyOnWriteArrayList<>();
        private volatile boolean refusing;

        Receipts(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (refusing) {
                throw new IllegalStateException("out of paper");
            }
            seen.add(event.body());
        }

        public void refuse() {
            refusing = true;
        }

        @Transactional
        public List<Object> seen() {
            return List.copyOf(seen);
        }
    }
}
