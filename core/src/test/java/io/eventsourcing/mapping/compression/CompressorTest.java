package io.eventsourcing.mapping.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.MapperException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompressorTest {
    static List<Compressor> compressors() {
        return List.of(new ZlibCompressor(), new ZstdCompressor());
    }

    static List<Compressor> limited() {
        return List.of(new ZlibCompressor(1_000), new ZstdCompressor(1_000));
    }

    private static final byte[] JSON =
            "{\"name\":\"Fido\",\"tricks\":[\"sit\",\"sit\",\"sit\",\"sit\",\"sit\",\"sit\",\"sit\",\"sit\"]}"
                    .getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @MethodSource("compressors")
    void anyBytesComeBack(Compressor compressor) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] plain = new byte[random.nextInt(5_000)];
            if (random.nextBoolean()) {
                random.nextBytes(plain);
            } else {
                Arrays.fill(plain, (byte) random.nextInt(256));
            }
            byte[] json = concat("{".getBytes(StandardCharsets.UTF_8), plain);
            assertThat(compressor.decompress(compressor.compress(json)))
                    .as("seed %d", seed)
                    .isEqualTo(json);
        }
    }

    @ParameterizedTest
    @MethodSource("compressors")
    void whatWasStoredBeforeIsReadAsItIs(Compressor compressor) {
        assertThat(compressor.decompress(JSON)).isEqualTo(JSON);
        assertThat(compressor.decompress(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("compressors")
    void damagedBytesAreRefusedOrGiveSomethingElseButNothingWorse(Compressor compressor) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] compressed = compressor.compress(JSON);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(compressed, 1 + random.nextInt(compressed.length));
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                compressor.decompress(damaged);
            } catch (MapperException expected) {
                assertThat(expected).as("seed %d", seed).hasMessageStartingWith("i");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("compressors")
    void aTruncatedStateIsRefused(Compressor compressor) {
        byte[] compressed = compressor.compress(JSON);
        for (int length = 4; length < compressed.length; length++) {
            byte[] truncated = Arrays.copyOf(compressed, length);
            assertThatThrownBy(() -> compressor.decompress(truncated)).isInstanceOf(MapperException.class);
        }
        assertThatThrownBy(() -> compressor.decompress(concat(compressed, new byte[3])))
                .isInstanceOf(MapperException.class);
    }

    @ParameterizedTest
    @MethodSource("limited")
    void aStateThatWouldFillTheMemoryIsRefused(Compressor compressor) {
        byte[] bomb = compressor.compress(new byte[50_000_000]);
        assertThat(bomb).hasSizeLessThan(100_000);
        assertThatThrownBy(() -> compressor.decompress(bomb))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("1000 bytes");
        assertThat(compressor.decompress(compressor.compress(new byte[1_000]))).hasSize(1_000);
    }

    @Test
    void zlibIsWhatOthersReadAndWrite() {
        byte[] ofPython = HexFormat.of()
                .parseHex("789cab56ca4bcc4d55b25272cb4cc957d2512a29ca4cce2e56b28a562ace2c518aad0500a8680a64");
        assertThat(new String(new ZlibCompressor().decompress(ofPython), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"Fido\",\"tricks\":[\"sit\"]}");
        byte[] nothing = HexFormat.of().parseHex("789c030000000001");
        assertThat(new ZlibCompressor().compress(new byte[0])).isEqualTo(nothing);
        assertThat(new ZlibCompressor().decompress(nothing)).isEmpty();
    }

    @Test
    void zstdKeepsWhatWouldNotBecomeSmaller() {
        byte[] small = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(new ZstdCompressor().compress(small)).isEqualTo(small);
        byte[] likeAFrame = HexFormat.of().parseHex("28b52ffd00");
        assertThat(new ZstdCompressor().decompress(new ZstdCompressor().compress(likeAFrame)))
                .isEqualTo(likeAFrame);
    }

    @Test
    void aLimitIsPositive() {
        assertThatThrownBy(() -> new ZlibCompressor(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
