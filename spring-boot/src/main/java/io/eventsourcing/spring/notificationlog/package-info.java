/** Notification logs over HTTP, for followers in other services. */
@NullMarked
package io.eventsourcing.spring.notificationlog;

import org.jspecify.annotations.NullMarked;
