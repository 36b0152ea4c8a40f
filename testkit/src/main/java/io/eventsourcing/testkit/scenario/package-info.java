/** Given, when, then: the behaviour of aggregates, deciders and followers, tested without a database. */
@NullMarked
package io.eventsourcing.testkit.scenario;

import org.jspecify.annotations.NullMarked;
