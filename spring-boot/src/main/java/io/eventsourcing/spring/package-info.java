/** Event sourcing in Spring Boot: auto-configuration, and saves that join Spring's transactions. */
@NullMarked
package io.eventsourcing.spring;

import org.jspecify.annotations.NullMarked;
