package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jpa.StoredEventRecord;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entities of the module for Jakarta Persistence, scanned by a Spring application that asks for them. */
class EntitiesInSpringTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = StoredEventRecord.class)
    static class Scanning {
        @Bean
        Shop shop(EventSourcing eventSourcing) {
            return new Shop(eventSourcing);
        }
    }

    static List<Supplier<String>> databases() {
        return List.of(TestDatabases::h2, TestDatabases::postgres);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theyAreValidatedAgainstTablesMadeAtTheSameStartAndQueried(Supplier<String> database) {
        try (var context = new SpringApplicationBuilder(Scanning.class)
                .properties(
                        "spring.datasource.url=" + database.get(),
                        "spring.flyway.locations=classpath:testmigrations",
                        "spring.jpa.hibernate.ddl-auto=validate",
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.liquibase.enabled=false",
                        "logging.level.root=ERROR")
                .run()) {
            context.getBean(Shop.class).place("1");
            assertThat(context.getBean(EntityManagerFactory.class)
                            .<List<StoredEventRecord>>callInTransaction(entityManager -> entityManager
                                    .createQuery("from StoredEventRecord", StoredEventRecord.class)
                                    .getResultList()))
                    .extracting(StoredEventRecord::originatorId)
                    .containsExactly(Shop.Order.idOf("1"));
        }
    }
}
