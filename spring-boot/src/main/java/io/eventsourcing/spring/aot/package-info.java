/** What native images have to know. */
@NullMarked
package io.eventsourcing.spring.aot;

import org.jspecify.annotations.NullMarked;
