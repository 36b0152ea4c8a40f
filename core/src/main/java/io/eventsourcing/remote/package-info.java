/** Leaders in other services, followed over HTTP. */
@NullMarked
package io.eventsourcing.remote;

import org.jspecify.annotations.NullMarked;
