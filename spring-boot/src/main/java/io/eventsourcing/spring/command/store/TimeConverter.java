package io.eventsourcing.spring.command.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times and dates as ISO 8601 has them; UTC unless an offset is given. */
final class TimeConverter implements ITypeConverter<Instant> {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    @Override
    public Instant convert(String text) {
        return FORMS.stream()
                .flatMap(form -> parsed(form, text).stream())
                .findFirst()
                .orElseThrow(() -> refused(text));
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException(
                "'%s' is not a time: give one such as 2026-01-31T09:30:00Z, or a date such as 2026-01-31"
                        .formatted(text));
    }
}
