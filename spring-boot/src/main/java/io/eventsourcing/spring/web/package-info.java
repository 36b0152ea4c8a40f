/** Answers of web applications to errors of event sourcing. */
@NullMarked
package io.eventsourcing.spring.web;

import org.jspecify.annotations.NullMarked;
