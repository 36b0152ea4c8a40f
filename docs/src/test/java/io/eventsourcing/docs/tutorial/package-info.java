/** The application that the tutorial builds. */
@NullMarked
package io.eventsourcing.docs.tutorial;

import org.jspecify.annotations.NullMarked;
