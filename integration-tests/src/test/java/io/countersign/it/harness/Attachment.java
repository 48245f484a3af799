package io.countersign.it.harness;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;

/** Brings an agent into a JVM that runs. */
final class Attachment {

    private final Path jar;
    private final String options;

    private Attachment(Path jar, String options) {
        this.jar = jar;
        this.options = options;
    }

    static Attachment of(Path jar, String options) {
        return new Attachment(jar, options);
    }

    void to(long pid) {
        try {
            VirtualMachine target = VirtualMachine.attach(Long.toString(pid));
            try {
                load(target);
            } finally {
                target.detach();
            }
        } catch (IOException | AttachNotSupportedException | AgentInitializationException e) {
            throw new IllegalStateException("cannot attach to " + pid, e);
        }
    }

    private void load(VirtualMachine target) throws IOException, AgentInitializationException {
        try {
            target.loadAgent(jar.toString(), options);
        } catch (AgentLoadException e) {
            // How Java 8 says that all went well is not what later ones expect.
            if (!"0".equals(e.getMessage())) {
                throw new IllegalStateException(e);
            }
        }
    }
}
