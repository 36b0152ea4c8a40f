/**
 * A bank in three applications, each of which follows the others by their events alone: {@code Transfers} take orders,
 * {@code Accounts} charge and credit, {@code Letters} tell the owners.
 *
 * <p>Begin with {@link io.eventsourcing.examples.banktransfers.TransferRules}, the process with its compensation, then
 * {@link io.eventsourcing.examples.banktransfers.Transfers} and {@link io.eventsourcing.examples.banktransfers.Accounts},
 * which carry it on, and {@link io.eventsourcing.examples.banktransfers.Bank}, which connects them.
 */
@NullMarked
package io.eventsourcing.examples.banktransfers;

import org.jspecify.annotations.NullMarked;
