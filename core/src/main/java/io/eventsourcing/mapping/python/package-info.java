/** States as the Python library eventsourcing writes them, so that both languages read the same tables. */
@NullMarked
package io.eventsourcing.mapping.python;

import org.jspecify.annotations.NullMarked;
