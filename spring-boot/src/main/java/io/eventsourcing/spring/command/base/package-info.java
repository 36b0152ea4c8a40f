/** What every command is made of: how it is run, what it works on, how it writes and asks. Not for applications. */
@NullMarked
package io.eventsourcing.spring.command.base;

import org.jspecify.annotations.NullMarked;
