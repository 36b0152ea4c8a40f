package io.eventsourcing.application;

/** The class that a user wrote, behind a subclass that a framework generated. */
final class UserClass {
    private UserClass() {}

    static String nameOf(Class<?> type) {
        Class<?> written = type;
        while (written.getName().contains("$$")) {
            written = written.getSuperclass();
        }
        if (written.isAnonymousClass()) {
            throw new IllegalArgumentException(
                    "An anonymous application has no name to store its events under: give it a name");
        }
        return written.getSimpleName();
    }
}
