package io.countersign.agent.weave;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.AccessControlContext;
import java.security.AccessControlException;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.PropertyPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whose rights hooks have, and whose the code of the application that they call. */
@SuppressWarnings("removal") // as long as there are JVMs with security managers
final class CallerRightsTest {

    private static final AccessControlContext NO_RIGHTS =
            new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(null, null)});

    /** From Java 24 on nobody has fewer rights than others. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    void aHookMayWhatItsCallerMayNotAndTheCallersCodeBelowItMayNot() throws Exception {
        PrivilegedExceptionAction<String> secret = () -> {
            AccessController.checkPermission(new PropertyPermission("java.version", "read"));
            return "allowed";
        };
        assertThatThrownBy(() -> asCaller(secret)).isInstanceOf(AccessControlException.class);
        assertThat(asCaller(() -> CallerRights.lift(secret))).isEqualTo("allowed");
        assertThatThrownBy(() -> asCaller(() -> CallerRights.lift(() -> CallerRights.drop(secret))))
                .isInstanceOf(AccessControlException.class);
        assertThat(CallerRights.drop(secret)).as("afterwards").isEqualTo("allowed");
    }

    @Test
    void whatIsThrownArrivesAsItIs() {
        IOException failure = new FileNotFoundException("made to fail");
        assertThatThrownBy(() -> CallerRights.lift(() -> CallerRights.drop(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
        RuntimeException defect = new IllegalStateException("made to fail");
        assertThatThrownBy(() -> CallerRights.lift(() -> CallerRights.drop(() -> {
                    throw defect;
                })))
                .isSameAs(defect);
    }

    private static <T> T asCaller(PrivilegedExceptionAction<T> code) throws Exception {
        return AccessController.doPrivileged(code, NO_RIGHTS);
    }
}
