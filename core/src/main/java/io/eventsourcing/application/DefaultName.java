package io.eventsourcing.application;

/** The name that an application or a projection has if it is given none. */
public final class DefaultName {
    private DefaultName() {}

    /**
     * The simple name of the class that a user wrote, behind any subclass that a framework generated.
     *
     * @throws IllegalArgumentException if it is anonymous or a lambda
     */
    public static String of(Class<?> type) {
        Class<?> written = type;
        while (written.getName().contains("$$") && !written.isHidden() && written.getSuperclass() != null) {
            written = written.getSuperclass();
        }
        if (written.isAnonymousClass() || written.isHidden() || written == Object.class) {
            throw new IllegalArgumentException(
                    "%s has no name that stays the same: give it one, since positions and events are stored under it"
                            .formatted(type.getName()));
        }
        return written.getSimpleName();
    }
}
