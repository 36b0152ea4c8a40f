/** Followers that write a read model instead of events. */
@NullMarked
package io.eventsourcing.projection;

import org.jspecify.annotations.NullMarked;
