package io.eventsourcing.spring;

import io.eventsourcing.application.EventSourcing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A shop in a Spring context of its own for each test, and ways to look behind it. */
abstract class ShopInSpring {
    /** Published in a transaction; its listener does something directly before the commit. */
    record BeforeCommit(Runnable action) {}

    /** Published in a transaction; its listener does something after the commit. */
    record AfterCommit(Runnable action) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ShopConfiguration {
        @Bean
        Shop shop(EventSourcing eventSourcing) {
            return new Shop(eventSourcing);
        }

        @Bean
        TransactionManagerCustomizer<AbstractPlatformTransactionManager> nestedTransactions() {
            return manager -> manager.setNestedTransactionAllowed(true);
        }

        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    static class Listener {
        @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
        void on(BeforeCommit event) {
            event.action().run();
        }

        @TransactionalEventListener
        void on(AfterCommit event) {
            event.action().run();
        }
    }

    static final String WITHOUT_JPA =
            "spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                    + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    /** Settings that choose the database and the transaction manager. */
    abstract List<String> properties();

    ConfigurableApplicationContext context;
    Shop shop;
    JdbcClient jdbc;
    TransactionTemplate transaction;
    final List<Set<String>> prompts = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        List<String> properties = new ArrayList<>(properties());
        properties.add("spring.main.web-application-type=none");
        properties.add("spring.main.banner-mode=off");
        properties.add("spring.liquibase.enabled=false");
        properties.add("logging.level.root=ERROR");
        context = new SpringApplicationBuilder(ShopConfiguration.class)
                .properties(properties.toArray(String[]::new))
                .run();
        shop = context.getBean(Shop.class);
        jdbc = context.getBean(JdbcClient.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        context.getBean(EventSourcing.class).store().addListener(prompts::add);
        jdbc.sql("CREATE TABLE invoices (number varchar(20) PRIMARY KEY)").update();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    List<String> stored() {
        return jdbc.sql("SELECT topic, originator_version FROM stored_events WHERE application_name <> '' ORDER BY id")
                .query((row, number) -> {
                    String topic = row.getString(1);
                    return topic.substring(topic.lastIndexOf('$') + 1) + " " + row.getLong(2);
                })
                .list();
    }

    long invoices() {
        return jdbc.sql("SELECT count(*) FROM invoices").query(Long.class).single();
    }

    void invoice(String number) {
        jdbc.sql("INSERT INTO invoices VALUES (?)").param(number).update();
    }

    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    TransactionTemplate template(int propagation) {
        TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        template.setPropagationBehavior(propagation);
        return template;
    }

    void publish(Object event) {
        ((ApplicationEventPublisher) context).publishEvent(event);
    }
}
