package io.countersign.agent.cli;

import io.countersign.rules.IdentitySettings;
import io.countersign.rules.RuleSet;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Whether files with secrets can be read, or a rules file be changed, by other users of the machine. */
final class FileAccess {

    private FileAccess() {}

    /** One line for each file that is open too wide; nothing on systems without POSIX permissions. */
    static List<String> warnings(File file, RuleSet rules) {
        List<String> warnings = new ArrayList<>();
        Set<PosixFilePermission> permissions = permissions(file.toPath());
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            warnings.add(
                    file.getPath() + " can be changed by every user of this machine, who could send the credentials"
                            + " anywhere; take that right away: chmod o-w " + file.getPath());
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ) && holdsSecrets(rules)) {
            warnings.add(file.getPath() + " holds secrets and can be read by every user of this machine; write them as"
                    + " ${env:…}, ${file:…} or ${secretsmanager:…}, or take that right away: chmod o-r "
                    + file.getPath());
        }
        return warnings;
    }

    /** Before secrets are written into it; without effect on systems without POSIX permissions. */
    static void closeToOthers(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException notHere) {
            // Windows gives a file the rights of its folder.
        }
    }

    private static boolean holdsSecrets(RuleSet rules) {
        for (IdentitySettings identity : rules.identities().values()) {
            if (identity.isSecretWritten()) {
                return true;
            }
        }
        return false;
    }

    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException unknown) {
            return Collections.emptySet();
        }
    }
}
