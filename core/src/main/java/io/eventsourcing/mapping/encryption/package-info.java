/** Ciphers of states: keys with ids, keys of single aggregates, and what is stored of them. */
@NullMarked
package io.eventsourcing.mapping.encryption;

import org.jspecify.annotations.NullMarked;
