/** Given, when, then: the behaviour of aggregates and deciders, tested without storage. */
@NullMarked
package io.eventsourcing.testkit.scenario;

import org.jspecify.annotations.NullMarked;
