package io.eventsourcing.spring.test.kennel;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A whole application, of which tests want only what belongs to event sourcing. */
@SpringBootApplication
public class KennelApplication {}
