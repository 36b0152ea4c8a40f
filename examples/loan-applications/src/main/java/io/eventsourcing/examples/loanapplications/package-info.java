/** A real event log, read into aggregates by four importers and followed by a projection. */
@NullMarked
package io.eventsourcing.examples.loanapplications;

import org.jspecify.annotations.NullMarked;
