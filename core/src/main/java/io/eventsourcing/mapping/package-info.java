/** From domain events to stored events and back: topics, transcoders, upcasters, compressors, ciphers. */
@NullMarked
package io.eventsourcing.mapping;

import org.jspecify.annotations.NullMarked;
