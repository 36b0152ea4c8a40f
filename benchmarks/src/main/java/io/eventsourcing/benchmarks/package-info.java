/** Measurements side by side with bare JDBC, each as ratios of arms that ran in turn in one run. */
@NullMarked
package io.eventsourcing.benchmarks;

import org.jspecify.annotations.NullMarked;
