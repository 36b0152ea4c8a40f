/** Tests of applications in a database, with nothing else of a Spring Boot application. */
@NullMarked
package io.eventsourcing.spring.test;

import org.jspecify.annotations.NullMarked;
