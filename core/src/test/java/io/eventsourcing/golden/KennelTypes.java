package io.eventsourcing.golden;

import io.eventsourcing.mapping.python.Transcoding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The value types of the kennel, with the names under which Python stores them. */
final class KennelTypes {
    record Money(BigDecimal amount, String currency) {}

    record Invoice(UUID number, Money total, LocalDate due) {}

    private KennelTypes() {}

    static Transcoding<?>[] transcodings() {
        return new Transcoding<?>[] {
            Transcoding.ofText("date_iso", LocalDate.class, LocalDate::toString, LocalDate::parse),
            Transcoding.ofText("bytes_as_hex", byte[].class, HexFormat.of()::formatHex, HexFormat.of()::parseHex),
            new Transcoding<>(
                    "frozenset_as_list",
                    Set.class,
                    set -> new ArrayList<>(new TreeSet<>((Set<?>) set)),
                    data -> new TreeSet<>((List<?>) data)),
            new Transcoding<>("money", Money.class, KennelTypes::encode, KennelTypes::money),
            new Transcoding<>("invoice", Invoice.class, KennelTypes::encode, KennelTypes::invoice)
        };
    }

    private static Map<String, Object> encode(Money money) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("amount", money.amount());
        data.put("currency", money.currency());
        return data;
    }

    private static Money money(Object data) {
        Map<?, ?> map = (Map<?, ?>) data;
        return new Money((BigDecimal) map.get("amount"), (String) map.get("currency"));
    }

    private static List<Object> encode(Invoice invoice) {
        return List.of(invoice.number(), invoice.total(), invoice.due());
    }

    private static Invoice invoice(Object data) {
        List<?> list = (List<?>) data;
        return new Invoice((UUID) list.get(0), (Money) list.get(1), (LocalDate) list.get(2));
    }
}
