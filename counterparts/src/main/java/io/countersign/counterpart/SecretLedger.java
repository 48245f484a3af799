package io.countersign.counterpart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Writes down every secret that the counterparts know or hand out, one a line, so that logs can be searched for them. */
public final class SecretLedger {

    private final @Nullable Path file;

    private SecretLedger(@Nullable Path file) {
        this.file = file;
    }

    /** A ledger that appends to a file, which is made when the first secret comes. */
    public static SecretLedger at(Path file) {
        return new SecretLedger(file);
    }

    /** A ledger for who has no logs to search. */
    public static SecretLedger discarding() {
        return new SecretLedger(null);
    }

    /** Writes one secret down and gives it back. */
    public synchronized String record(String secret) {
        if (file != null) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(
                        file,
                        secret + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return secret;
    }
}
