/** Looking whether everything that is stored is as it should be. */
@NullMarked
package io.eventsourcing.check;

import org.jspecify.annotations.NullMarked;
