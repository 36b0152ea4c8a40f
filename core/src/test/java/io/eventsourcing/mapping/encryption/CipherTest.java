package io.eventsourcing.mapping.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.StateAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CipherTest {
    private static final String KEY = KeyRing.newKey();
    private static final KeyRing RING = KeyRing.of("2026-a", KEY);
    private static final UUID ID = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final StateAddress ADDRESS = new StateAddress("Shop", ID, 3, "ordered");
    private static final byte[] STATE = "{\"name\":\"Ada\"}".getBytes(StandardCharsets.UTF_8);

    static List<Cipher> ciphers() {
        return List.of(new PythonAesCipher(KEY), new EnvelopeCipher(RING), new EnvelopeCipher(RING).readingPlain());
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void anyBytesComeBackAndNeverLookTheSame(Cipher cipher) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] plain = new byte[random.nextInt(2_000)];
            random.nextBytes(plain);
            byte[] first = cipher.encrypt(plain, ADDRESS);
            assertThat(cipher.decrypt(first, ADDRESS)).as("seed %d", seed).isEqualTo(plain);
            assertThat(cipher.encrypt(plain, ADDRESS)).isNotEqualTo(first);
        }
    }

    @Test
    void aStateWithAnyBitChangedIsRefused() {
        for (Cipher cipher : List.of(new PythonAesCipher(KEY), new EnvelopeCipher(RING))) {
            byte[] stored = cipher.encrypt(STATE, ADDRESS);
            for (int bit = 0; bit < stored.length * 8; bit++) {
                byte[] damaged = stored.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> cipher.decrypt(damaged, ADDRESS))
                        .as("bit %d", bit)
                        .isInstanceOf(CipherException.class);
            }
        }
    }

    @Test
    void aStateCutOffAnywhereOrWithMoreBehindItIsRefused() {
        for (Cipher cipher : List.of(new PythonAesCipher(KEY), new EnvelopeCipher(RING))) {
            byte[] stored = cipher.encrypt(STATE, ADDRESS);
            for (int length = 0; length <= stored.length + 1; length++) {
                byte[] other = Arrays.copyOf(stored, length);
                if (length != stored.length) {
                    assertThatThrownBy(() -> cipher.decrypt(other, ADDRESS))
                            .as("%d bytes", length)
                            .isInstanceOf(CipherException.class);
                }
            }
        }
    }

    @Test
    void randomBytesAreNeverLoaded() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (random.nextBoolean() && bytes.length > 2) {
                bytes[0] = (byte) 0xE5;
                bytes[1] = 1;
                bytes[2] = 0;
            }
            assertThatThrownBy(() -> new EnvelopeCipher(RING).decrypt(bytes, ADDRESS))
                    .as("seed %d", seed)
                    .isInstanceOf(CipherException.class);
        }
    }

    @Test
    void aStateOfAnotherRowIsRefused() {
        EnvelopeCipher cipher = new EnvelopeCipher(RING);
        byte[] stored = cipher.encrypt(STATE, ADDRESS);
        for (StateAddress other : List.of(
                new StateAddress("Shop2", ID, 3, "ordered"),
                new StateAddress("Shop", UUID.randomUUID(), 3, "ordered"),
                new StateAddress("Shop", ID, 4, "ordered"),
                new StateAddress("Shop", ID, 3, "paid"))) {
            assertThatThrownBy(() -> cipher.decrypt(stored, other))
                    .isInstanceOf(CipherException.class)
                    .hasMessageContaining("another row");
        }
    }

    @Test
    void afterAChangeOfKeysEarlierStatesAreReadAndNewOnesHaveTheNewKey() {
        byte[] early = new EnvelopeCipher(RING).encrypt(STATE, ADDRESS);
        EnvelopeCipher later =
                new EnvelopeCipher(KeyRing.of("2027", KeyRing.newKey()).andEarlier("2026-a", KEY));
        byte[] late = later.encrypt(STATE, ADDRESS);
        assertThat(later.decrypt(early, ADDRESS)).isEqualTo(STATE);
        assertThat(later.isCurrent(early, ADDRESS)).isFalse();
        assertThat(later.isCurrent(late, ADDRESS)).isTrue();
        assertThatThrownBy(() -> new EnvelopeCipher(RING).decrypt(late, ADDRESS))
                .isInstanceOf(CipherException.class)
                .hasMessageContaining("'2027'")
                .hasMessageContaining("KeyRing[2026-a]");
        assertThatThrownBy(() -> new EnvelopeCipher(KeyRing.of("2026-a", KeyRing.newKey())).decrypt(early, ADDRESS))
                .isInstanceOf(CipherException.class);
    }

    @Test
    void plainStatesAreReadOnlyIfThatIsAskedFor() {
        EnvelopeCipher cipher = new EnvelopeCipher(RING);
        assertThatThrownBy(() -> cipher.decrypt(STATE, ADDRESS)).isInstanceOf(CipherException.class);
        assertThat(cipher.readingPlain().decrypt(STATE, ADDRESS)).isEqualTo(STATE);
        assertThat(cipher.readingPlain().isCurrent(STATE, ADDRESS)).isFalse();
    }

    @Test
    void aPythonCipherTakesKeysOfThreeSizes() {
        assertThatThrownBy(() -> new PythonAesCipher("AAAA"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16, 24 or 32 bytes, not 3");
    }

    @Test
    void aKeyRingRefusesWhatIsNoKeyAndNeverShowsOne() {
        assertThatThrownBy(() -> KeyRing.of("a b", KEY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyRing.of("short", "AAAA"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 bytes instead of 32");
        assertThatThrownBy(() -> RING.andEarlier("2026-a", KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'2026-a'");
        assertThat(RING).hasToString("KeyRing[2026-a]");
    }
}
