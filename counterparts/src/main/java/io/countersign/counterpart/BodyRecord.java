package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is known of a body: its length and digest, and its bytes unless they are not to be kept. */
final class BodyRecord {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final MessageDigest sha256;
    private final boolean keeping;
    private long length;

    BodyRecord(boolean keeping) {
        this.keeping = keeping;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static BodyRecord of(byte[] body) {
        BodyRecord record = new BodyRecord(true);
        record.add(body, body.length);
        return record;
    }

    void add(byte[] bytes, int count) {
        length += count;
        sha256.update(bytes, 0, count);
        if (keeping) {
            kept.write(bytes, 0, count);
        }
    }

    long length() {
        return length;
    }

    /** In hexadecimal digits; ends the record. */
    String digest() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    byte[] bytes() {
        return kept.toByteArray();
    }
}
