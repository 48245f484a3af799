package io.countersign.secret;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where references lead: environment variables, system properties and files of one process. */
public interface Environment {

    /** The environment of this very process. */
    static Environment ofProcess() {
        return new ProcessEnvironment(null);
    }

    /**
     * The same, which keeps what it reads.
     *
     * @param contents what each file held, the last time; null where there was none, and the reason if it could not be read
     */
    static Environment ofProcess(Map<File, byte @Nullable []> contents) {
        return new ProcessEnvironment(contents);
    }

    /** An environment variable; null if it is not set. */
    @Nullable
    String variable(String name);

    /** A system property; null if it is not set. */
    @Nullable
    String property(String name);

    /**
     * A file's bytes; null if there is no such file.
     *
     * @throws IOException if it is there and cannot be read; the message completes "the file x …"
     */
    byte @Nullable [] read(File file) throws IOException;
}
