/** Notification logs as JSON, to be read by other services over HTTP. */
@NullMarked
package io.eventsourcing.application.json;

import org.jspecify.annotations.NullMarked;
