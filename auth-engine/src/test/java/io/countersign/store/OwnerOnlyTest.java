package io.countersign.store;

import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Windows' way of saying who may read a file, as far as another system can show it. */
final class OwnerOnlyTest {

    private static final Path PATH = Path.of("tokens");

    private final UserPrincipal self = new Principal("HOST\\orders");
    private final OwnerOnly owner = OwnerOnly.of(self);

    @Test
    void theOwnersOwnListIsAccepted() {
        AclEntry everything = OwnerOnly.everythingFor(self);

        assertThat(everything.permissions()).contains(AclEntryPermission.READ_DATA, AclEntryPermission.DELETE);
        assertThatCode(() -> owner.checkList(PATH, List.of(everything))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators"})
    void whoMayReadEverythingAnywayIsAccepted(String name) {
        assertThatCode(() -> owner.checkList(PATH, List.of(entry(AclEntryType.ALLOW, name))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Everyone", "BUILTIN\\Users", "HOST\\billing"})
    void anybodyElseIsRefused(String name) {
        List<AclEntry> list = List.of(OwnerOnly.everythingFor(self), entry(AclEntryType.ALLOW, name));

        assertThatThrownBy(() -> owner.checkList(PATH, list))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "tokens is open to " + name + "; take that off it, as icacls /inheritance:r and /remove do");
    }

    @Test
    void whatIsDeniedOpensNothing() {
        assertThatCode(() -> owner.checkList(PATH, List.of(entry(AclEntryType.DENY, "Everyone"))))
                .doesNotThrowAnyException();
    }

    private static AclEntry entry(AclEntryType type, String name) {
        return AclEntry.newBuilder()
                .setType(type)
                .setPrincipal(new Principal(name))
                .setPermissions(AclEntryPermission.READ_DATA)
                .build();
    }

    private record Principal(String name) implements UserPrincipal {

        @Override
        public String getName() {
            return name;
        }
    }
}
