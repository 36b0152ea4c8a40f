/** Brings databases that the Python libraries have written into this one. */
@NullMarked
package io.eventsourcing.jdbc.adoption;

import org.jspecify.annotations.NullMarked;
