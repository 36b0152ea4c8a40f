package io.eventsourcing.spring.aot;

import io.eventsourcing.spring.Shop;
import io.eventsourcing.spring.ShopContext;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application that is prepared ahead of time, and says what came of a start. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
        })
@Import(ShopContext.SystemConfiguration.class)
public class PreparedApplication {
    static final String ANSWER = "prepared=%s, followed %d events";

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(PreparedApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            context.getBean(Shop.class).placeAndPay("1", 5);
            context.getBean(Runner.class).await("Receipts", Duration.ofSeconds(20));
            int followed = context.getBean(ShopContext.Receipts.class).seen().size();
            System.out.println(ANSWER.formatted(AotDetector.useGeneratedArtifacts(), followed));
        }
    }
}
