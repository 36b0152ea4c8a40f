package io.eventsourcing.docs.tutorial;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import io.eventsourcing.system.EventSourcedSystem;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class DepotApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(DepotApplication.class, arguments);
    }

    @Bean
    EventSourcedSystem system(Depot depot, ParcelTable parcelTable) {
        return EventSourcedSystem.of(pipe(depot, parcelTable));
    }
}
