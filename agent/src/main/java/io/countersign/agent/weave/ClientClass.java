package io.countersign.agent.weave;

import io.countersign.agent.SeamNames;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** A class that the hook table names, or a vendor's copy of one, and where it came from. */
final class ClientClass {

    private final String name;
    private final String seam;
    private final String origin;

    private ClientClass(String name, String seam, String origin) {
        this.name = name;
        this.seam = seam;
        this.origin = origin;
    }

    /**
     * @param name internal, as the class is called here
     * @param seam internal, as the hook table calls it
     */
    static ClientClass of(String name, String seam, @Nullable ProtectionDomain domain) {
        return new ClientClass(name, seam, origin(seam, domain));
    }

    String name() {
        return name;
    }

    String seam() {
        return seam;
    }

    /** The jar, or the Java version. */
    String origin() {
        return origin;
    }

    boolean isCopy() {
        return !name.equals(seam);
    }

    boolean isOfJdk() {
        return SeamNames.root(seam).isEmpty();
    }

    /** The root package of the library as its makers call it; ends with a slash. */
    String library() {
        return SeamNames.root(seam);
    }

    /** The root package of this copy of the library; the same if it is none. */
    String root() {
        return name.substring(0, name.length() - seam.length() + library().length());
    }

    /** A descriptor in this class as it stands in the library itself. */
    String original(String descriptor) {
        return isCopy() ? descriptor.replace('L' + root(), 'L' + library()) : descriptor;
    }

    /** For people. */
    @Override
    public String toString() {
        return name.replace('/', '.') + " (" + origin + ")";
    }

    private static String origin(String seam, @Nullable ProtectionDomain domain) {
        if (SeamNames.root(seam).isEmpty()) {
            return "Java " + System.getProperty("java.version");
        }
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location == null ? "of unknown origin" : location.toString();
    }
}
