/** Commands on followers: bringing them up to date, pausing, parked notifications. Not for applications. */
@NullMarked
package io.eventsourcing.spring.command.followers;

import org.jspecify.annotations.NullMarked;
