/** What Spring knows of the work at hand, as metadata of events. */
@NullMarked
package io.eventsourcing.spring.metadata;

import org.jspecify.annotations.NullMarked;
