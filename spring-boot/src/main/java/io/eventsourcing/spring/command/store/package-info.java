/** Commands on stored events: reading, checking, moving and changing them. Not for applications. */
@NullMarked
package io.eventsourcing.spring.command.store;

import org.jspecify.annotations.NullMarked;
