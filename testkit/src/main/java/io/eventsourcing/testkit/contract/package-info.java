/** The contracts that every backend passes: extend them, give a fixture, run them with JUnit. */
@NullMarked
package io.eventsourcing.testkit.contract;

import org.jspecify.annotations.NullMarked;
