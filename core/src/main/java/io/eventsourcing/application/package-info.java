/** Applications: a name, repositories of aggregates, and a notification log. */
@NullMarked
package io.eventsourcing.application;

import org.jspecify.annotations.NullMarked;
