/** Notices in the build that stored events could no longer be read. */
@NullMarked
package io.eventsourcing.testkit.shape;

import org.jspecify.annotations.NullMarked;
