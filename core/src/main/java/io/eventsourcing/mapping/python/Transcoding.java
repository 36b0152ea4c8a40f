package io.eventsourcing.mapping.python;

import java.util.Objects;
import java.util.function.Function;

/**
 * How values of one type are written in JSON under a name: as {@code {"_type_":name,"_data_":data}}. The counterpart of
 * Python's class of the same name.
 *
 * @param name the name, as the Python application registers it
 * @param type the exact type; values of its subclasses have transcodings of their own
 * @param encode gives the data: text, a number, a list, a map, or a value that has another transcoding itself
 * @param decode makes the value of the data, whose inner values are decoded already; lists are {@code List}, objects
 *     {@code Map}, integers {@code Integer}, {@code Long} or {@code BigInteger}, other numbers {@code Double}
 * @param <T> the type
 */
public record Transcoding<T>(
        String name, Class<T> type, Function<? super T, ?> encode, Function<Object, ? extends T> decode) {
    public Transcoding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(encode, "encode");
        Objects.requireNonNull(decode, "decode");
    }

    /** The data of a value, which is not to be of the same type again. */
    Object data(T value) {
        Object data = encode.apply(value);
        if (type.isInstance(data)) {
            throw new IllegalArgumentException(
                    "The transcoding '%s' gives data of its own type %s: let it give text, a number, a list or a map"
                            .formatted(name, type.getName()));
        }
        return data;
    }

    /** A transcoding whose data is text. */
    public static <T> Transcoding<T> ofText(
            String name, Class<T> type, Function<? super T, String> encode, Function<String, ? extends T> decode) {
        return new Transcoding<>(name, type, encode, data -> decode.apply((String) data));
    }
}
