package io.countersign.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes sure that files are this process's own: by owner and permissions, or by the access control list on Windows. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> OF_THE_OWNER = Collections.unmodifiableSet(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    /** They may read everything on a Windows machine anyway. */
    private static final Set<String> ALMIGHTY = Collections.unmodifiableSet(
            new HashSet<>(Arrays.asList("nt authority\\system", "builtin\\administrators")));

    private final UserPrincipal self;

    private OwnerOnly(UserPrincipal self) {
        this.self = self;
    }

    /** By who owns what this process creates there: its user need not have a name. */
    static OwnerOnly ofThisProcess(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "countersign", ".probe");
        try {
            return of(Files.getOwner(probe));
        } finally {
            Files.delete(probe);
        }
    }

    static OwnerOnly of(UserPrincipal self) {
        return new OwnerOnly(self);
    }

    /** Makes a folder that is its owner's alone from the first moment on; on Windows its files inherit that. */
    static void createFolder(Path folder) throws IOException {
        if (isPosix(folder)) {
            Files.createDirectory(folder, withPermissions("rwx------"));
            return;
        }
        Files.createDirectory(folder);
        AclFileAttributeView acl = Files.getFileAttributeView(folder, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(Collections.singletonList(everythingFor(acl.getOwner())));
        }
    }

    /** What files in there are created with. */
    static FileAttribute<?>[] ofNewFiles(Path folder) {
        return isPosix(folder) ? new FileAttribute<?>[] {withPermissions("rw-------")} : new FileAttribute<?>[0];
    }

    /** Refuses what somebody else owns or what others may use in any way. */
    void check(Path path) throws IOException, StoreException {
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(self)) {
            throw new StoreException(
                    path + " belongs to " + owner.getName() + " and not to " + self.getName()
                            + ", who runs this JVM; use another folder for each user",
                    null);
        }
        PosixFileAttributeView posix =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (posix != null) {
            checkPermissions(path, posix.readAttributes().permissions());
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(path, AclFileAttributeView.class);
        if (acl != null) {
            checkList(path, acl.getAcl());
        }
    }

    static void checkPermissions(Path path, Set<PosixFilePermission> permissions) throws StoreException {
        if (!OF_THE_OWNER.containsAll(permissions)) {
            throw new StoreException(
                    path + " is open to others (" + PosixFilePermissions.toString(permissions)
                            + "); take group and others off it, as chmod go= does",
                    null);
        }
    }

    void checkList(Path path, List<AclEntry> list) throws StoreException {
        for (AclEntry entry : list) {
            UserPrincipal who = entry.principal();
            boolean own = who.equals(self) || ALMIGHTY.contains(who.getName().toLowerCase(Locale.ROOT));
            if (entry.type() == AclEntryType.ALLOW && !own) {
                throw new StoreException(
                        path + " is open to " + who.getName() + "; take that off it, as icacls /inheritance:r and"
                                + " /remove do",
                        null);
            }
        }
    }

    static AclEntry everythingFor(UserPrincipal owner) {
        return AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                .build();
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<Set<PosixFilePermission>> withPermissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
