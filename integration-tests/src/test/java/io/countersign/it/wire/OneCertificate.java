package io.countersign.it.wire;

import io.countersign.counterpart.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certificate of all servers of this package: making one takes a while. */
final class OneCertificate {

    static final ServerCertificate OF_THIS_RUN = ServerCertificate.in(folder(), SignedApis.NAME);

    private OneCertificate() {}

    /** A new folder that lasts until the module is cleaned. */
    static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "wire-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
