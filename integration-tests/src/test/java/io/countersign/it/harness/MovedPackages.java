package io.countersign.it.harness;

import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.Remapper;

/** Does to a jar what vendors do who carry a library under package names of their own. */
public final class MovedPackages extends Remapper {

    private final Map<String, String> packages;

    private MovedPackages(Map<String, String> packages) {
        super(Opcodes.ASM9);
        this.packages = packages;
    }

    /** From root packages to what they become, with dots. */
    public static MovedPackages of(Map<String, String> packages) {
        return new MovedPackages(packages);
    }

    /** A new jar whose classes call the moved ones. */
    public Path in(Path jar) {
        return RemappedJar.of(jar, this);
    }

    @Override
    public String map(String internalName) {
        for (Map.Entry<String, String> move : packages.entrySet()) {
            String from = move.getKey().replace('.', '/') + '/';
            if (internalName.startsWith(from)) {
                return move.getValue().replace('.', '/') + '/' + internalName.substring(from.length());
            }
        }
        return internalName;
    }
}
