package io.eventsourcing.application.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A section as an HTTP endpoint answers with it.
 *
 * @param json the body, of type {@code application/json}
 * @param full whether it never changes
 */
public record SectionPage(String json, boolean full) {
    private static final int TAG_BYTES = 16;

    public SectionPage {
        Objects.requireNonNull(json, "json");
    }

    /** The body as bytes, which are ASCII. */
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    /** The value of the header {@code ETag}: the same for the same body. */
    public String tag() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes());
            return '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The value of the header {@code Cache-Control}: for the reader alone, for ever if it never changes. */
    public String cacheControl() {
        return full ? "private, max-age=31536000, immutable" : "private, no-cache";
    }

    /**
     * Whether the reader has this body, so that it is answered by 304 without it.
     *
     * @param ifNoneMatch the request's header of that name, if it has one
     */
    public boolean isKnownTo(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(tag()));
    }
}
