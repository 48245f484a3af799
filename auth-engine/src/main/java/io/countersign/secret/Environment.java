package io.countersign.secret;

import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where references lead: environment variables, system properties and files of one process. */
public interface Environment {

    /** The environment of this very process. */
    static Environment ofProcess() {
        return new ProcessEnvironment();
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
