package io.eventsourcing.examples.loanapplications;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the follower has seen of one case: a row of {@code loan_cases}. It remembers every version that it was handed, so
 * that an event delivered twice, late or early shows. The variant is a chained digest of the case's activities and
 * transitions: cases with the same sequence have the same, and a row stays small however long its case is.
 */
final class CaseHistory {
    /** How an event was delivered. */
    enum Delivery {
        /** It is the successor of the one before. */
        NEXT,
        /** It is not, and it is seen for the first time. */
        MISORDERED,
        /** It was seen before. */
        DUPLICATE
    }

    private final UUID caseId;
    private final boolean known;
    private final BitSet versions;
    private long lastVersion;
    private byte[] variant;
    private @Nullable String caseName;
    private @Nullable Long amountRequested;

    private CaseHistory(UUID caseId, boolean known, BitSet versions, long lastVersion, byte[] variant) {
        this.caseId = caseId;
        this.known = known;
        this.versions = versions;
        this.lastVersion = lastVersion;
        this.variant = variant;
    }

    /** A case of which nothing was seen yet. */
    static CaseHistory begin(UUID caseId) {
        return new CaseHistory(caseId, false, new BitSet(), 0, new byte[0]);
    }

    /** A case as its row has it. */
    static CaseHistory known(UUID caseId, byte[] versions, long lastVersion, byte[] variant) {
        return new CaseHistory(caseId, true, BitSet.valueOf(versions), lastVersion, variant);
    }

    Delivery deliver(long version) {
        int bit = Math.toIntExact(version);
        if (versions.get(bit)) {
            return Delivery.DUPLICATE;
        }
        versions.set(bit);
        boolean next = version == lastVersion + 1;
        lastVersion = version;
        return next ? Delivery.NEXT : Delivery.MISORDERED;
    }

    void add(LoanApplication.Event event) {
        if (event instanceof LoanApplication.Submitted submitted) {
            caseName = submitted.caseName();
            amountRequested = submitted.amountRequested();
        }
        MessageDigest digest = sha256();
        digest.update(variant);
        digest.update(event.step().activity().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(event.step().transition().getBytes(StandardCharsets.UTF_8));
        variant = digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    UUID caseId() {
        return caseId;
    }

    /** Whether it has a row. */
    boolean known() {
        return known;
    }

    byte[] versions() {
        return versions.toByteArray();
    }

    int events() {
        return versions.cardinality();
    }

    long lastVersion() {
        return lastVersion;
    }

    byte[] variant() {
        return variant;
    }

    /** The name, if the event that tells it is among those just added. */
    @Nullable
    String caseName() {
        return caseName;
    }

    /** The amount, if the event that tells it is among those just added. */
    @Nullable
    Long amountRequested() {
        return amountRequested;
    }
}
