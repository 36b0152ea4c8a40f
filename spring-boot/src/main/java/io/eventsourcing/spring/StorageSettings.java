package io.eventsourcing.spring;

import io.eventsourcing.application.ApplicationOptions;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.StateChain;
import io.eventsourcing.mapping.StateFormat;
import io.eventsourcing.mapping.Transcoder;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.compression.ZstdCompressor;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.spring.EventSourcingProperties.Compression;
import io.eventsourcing.spring.EventSourcingProperties.Format;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Has storage as the settings say: for all applications, and for single ones. */
final class StorageSettings {
    private static final String PREFIX = "eventsourcing";

    private final EventSourcingProperties properties;
    private final OriginatorKeyRecorder recorder;
    private final @Nullable Transcoder transcoder;

    /** @param transcoder the application's own, for states that are JSON; null for the library's */
    StorageSettings(
            EventSourcingProperties properties, OriginatorKeyRecorder recorder, @Nullable Transcoder transcoder) {
        this.properties = properties;
        this.recorder = recorder;
        this.transcoder = transcoder;
    }

    /** @throws InvalidSettingException if a setting cannot be used */
    void applyTo(EventSourcing.Builder builder) {
        builder.format(format(PREFIX, properties.format()))
                .compressor(compressor(PREFIX, properties.compression()))
                .cipher(cipher(PREFIX, properties.encryption()));
        builder.snapshots(properties.snapshots());
        Map<String, UnaryOperator<ApplicationOptions>> single = new HashMap<>();
        properties.applications().forEach((name, settings) -> single.put(canonical(name), change(name, settings)));
        builder.applications((name, general) ->
                single.getOrDefault(canonical(name), UnaryOperator.identity()).apply(general));
    }

    /** The name without what is lost of it in the names of environment variables. */
    static String canonical(String applicationName) {
        return applicationName.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private UnaryOperator<ApplicationOptions> change(String name, ApplicationProperties settings) {
        String path = "%s.applications.%s".formatted(PREFIX, name);
        UnaryOperator<StateChain> states = states(path, settings);
        return general -> new ApplicationOptions(
                states.apply(general.states()),
                settings.snapshots() == null ? general.snapshots() : settings.snapshots(),
                settings.cache() == null ? general.cached() : settings.cache());
    }

    private UnaryOperator<StateChain> states(String path, ApplicationProperties settings) {
        UnaryOperator<StateChain> changes = UnaryOperator.identity();
        if (settings.format() != null) {
            StateFormat format = format(path, settings.format());
            changes = chain -> new StateChain(format, chain.compressor(), chain.cipher());
        }
        if (settings.compression() != null) {
            Compressor compressor = compressor(path, settings.compression());
            changes = then(changes, chain -> new StateChain(chain.format(), compressor, chain.cipher()));
        }
        if (settings.encryption().isSet()) {
            Cipher cipher = cipher(path, settings.encryption().over(properties.encryption()));
            changes = then(changes, chain -> new StateChain(chain.format(), chain.compressor(), cipher));
        }
        return changes;
    }

    private static UnaryOperator<StateChain> then(UnaryOperator<StateChain> first, UnaryOperator<StateChain> second) {
        return chain -> second.apply(first.apply(chain));
    }

    private Cipher cipher(String path, EncryptionProperties encryption) {
        return new CipherSettings(path + ".encryption", encryption).cipher(recorder);
    }

    private StateFormat format(String path, Format format) {
        if (format == Format.JSON) {
            return StateFormat.of(transcoder == null ? new JacksonTranscoder() : transcoder);
        }
        if (transcoder != null && path.equals(PREFIX)) {
            throw new InvalidSettingException(
                    path + ".format",
                    "is python, but there is a Transcoder bean, which Python's format does not use",
                    "remove one of them; transcodings for Python's format are given by an EventSourcingCustomizer");
        }
        return PythonFormat.create();
    }

    private static Compressor compressor(String path, Compression compression) {
        return switch (compression) {
            case NONE -> Compressor.none();
            case ZLIB -> new ZlibCompressor();
            case ZSTD -> zstd(path);
        };
    }

    private static Compressor zstd(String path) {
        try {
            return new ZstdCompressor();
        } catch (IllegalStateException | LinkageError e) {
            throw new InvalidSettingException(
                    path + ".compression",
                    "is zstd, but Zstandard is not on the class path",
                    "add the dependency com.github.luben:zstd-jni, or set it to zlib or none");
        }
    }
}
