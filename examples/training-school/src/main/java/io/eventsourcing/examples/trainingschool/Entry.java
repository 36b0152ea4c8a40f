package io.eventsourcing.examples.trainingschool;

import java.util.regex.Pattern;

/** What people type into the forms, and what is wrong with it. */
final class Entry {
    static final int LONGEST_NAME = 100;
    static final int LONGEST_TRICK = 200;

    private static final Pattern NOT_IN_AN_ADDRESS = Pattern.compile("[/\\\\;\\p{Cntrl}]");
    private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

    private Entry() {}

    /** A name as it is stored; names become part of the pages' addresses. */
    static String name(String typed) {
        String name = notBlank("name", typed, LONGEST_NAME);
        if (NOT_IN_AN_ADDRESS.matcher(name).find()) {
            throw new InvalidEntryException(
                    "A name cannot contain slashes, backslashes, semicolons or control characters.");
        }
        if (ONLY_DOTS.matcher(name).matches()) {
            throw new InvalidEntryException("A name needs more than dots.");
        }
        return name;
    }

    static String trick(String typed) {
        return notBlank("trick", typed, LONGEST_TRICK);
    }

    private static String notBlank(String what, String typed, int longest) {
        String entry = typed.strip();
        if (entry.isEmpty()) {
            throw new InvalidEntryException("Please type a %s.".formatted(what));
        }
        if (entry.length() > longest) {
            throw new InvalidEntryException(
                    "A %s can have at most %d characters; this one has %d.".formatted(what, longest, entry.length()));
        }
        return entry;
    }
}
