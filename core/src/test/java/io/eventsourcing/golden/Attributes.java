package io.eventsourcing.golden;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Implemented by aggregates that show their state as Python does: attributes by name. */
interface Attributes {
    Map<String, @Nullable Object> attributes();
}
