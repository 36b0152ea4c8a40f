/** Process applications, systems of leaders and followers, and the runners that keep the followers up to date. */
@NullMarked
package io.eventsourcing.system;

import org.jspecify.annotations.NullMarked;
