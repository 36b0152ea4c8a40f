/** Compressors of states. */
@NullMarked
package io.eventsourcing.mapping.compression;

import org.jspecify.annotations.NullMarked;
