/** Commands of an application's own jar: {@code java -jar app.jar eventsourcing <command>}. */
@NullMarked
package io.eventsourcing.spring.command;

import org.jspecify.annotations.NullMarked;
