/** Taking stored events out as lines of JSON, and bringing them in again. */
@NullMarked
package io.eventsourcing.transfer;

import org.jspecify.annotations.NullMarked;
