package io.eventsourcing.mapping.python;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Dates with times as Python's {@code isoformat} writes them: years 1 to 9999, microseconds at most. */
final class PythonTime {
    private static final DateTimeFormatter WHOLE_SECONDS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .optionalStart()
            .appendOffset("+HH:MM:ss", "+00:00")
            .optionalEnd()
            .toFormatter();
    private static final DateTimeFormatter MICROSECONDS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS")
            .optionalStart()
            .appendOffset("+HH:MM:ss", "+00:00")
            .optionalEnd()
            .toFormatter();

    private PythonTime() {}

    static String write(Instant time) {
        return write(time.atOffset(ZoneOffset.UTC));
    }

    static String write(OffsetDateTime time) {
        return text(time.truncatedTo(ChronoUnit.MICROS));
    }

    static String write(LocalDateTime time) {
        return text(time.truncatedTo(ChronoUnit.MICROS));
    }

    private static String text(TemporalAccessor time) {
        int year = time.get(ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw new DateTimeException("Python has the years 1 to 9999, not " + year);
        }
        return (time.get(ChronoField.NANO_OF_SECOND) == 0 ? WHOLE_SECONDS : MICROSECONDS).format(time);
    }

    /** An {@code OffsetDateTime}, or a {@code LocalDateTime} if the text has no offset. */
    static TemporalAccessor read(String text) {
        return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    }

    static Instant instant(@Nullable Object time) {
        return withOffset(time).toInstant();
    }

    static OffsetDateTime withOffset(@Nullable Object time) {
        if (time instanceof OffsetDateTime withOffset) {
            return withOffset;
        }
        throw new DateTimeException("'%s' is not a time with an offset from UTC".formatted(time));
    }
}
