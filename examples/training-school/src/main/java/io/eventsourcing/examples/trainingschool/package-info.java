/** A dog school: an aggregate, an application, a follower, and pages to look at them. */
@NullMarked
package io.eventsourcing.examples.trainingschool;

import org.jspecify.annotations.NullMarked;
