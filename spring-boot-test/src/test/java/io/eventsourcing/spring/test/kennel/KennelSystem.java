package io.eventsourcing.spring.test.kennel;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import io.eventsourcing.system.EventSourcedSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who follows whom. */
@Configuration(proxyBeanMethods = false)
public class KennelSystem {
    @Bean
    EventSourcedSystem system(Kennel kennel, Meals meals) {
        return EventSourcedSystem.of(pipe(kennel, meals));
    }
}
