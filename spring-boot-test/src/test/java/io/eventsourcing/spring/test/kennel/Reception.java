package io.eventsourcing.spring.test.kennel;

import org.springframework.stereotype.Component;

/** A component that needs what a test has not. */
@Component
public class Reception {
    public Reception(Runnable telephone) {
        telephone.run();
    }
}
