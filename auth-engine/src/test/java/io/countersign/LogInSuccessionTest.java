package io.countersign;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static io.countersign.RotationRig.PASSWORD;
import static io.countersign.RotationRig.USER;
import static io.countersign.RotationRig.authorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What rules that are replaced by others cost in log-ins. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class LogInSuccessionTest {

    private static final String LOG_IN = "InitiateAuth";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RotationRig rig;

    @BeforeEach
    void start() {
        rig = new RotationRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void otherRulesForTheSameUserTakeNoLogIn() throws Exception {
        AuthEngine engine = rig.engine(PASSWORD);
        String before = authorized(engine);

        AuthEngine next = engine.succeededBy(rig.rules(PASSWORD, "rule.orders.header = X-Token", "reload = 5s"));

        assertThat(authorized(next)).isEqualTo(before);
        assertThat(authorized(engine)).isEqualTo(before);
        assertThat(rig.cognito.calls(LOG_IN)).isEqualTo(1);
    }

    @Test
    void aCorrectedPasswordIsTriedAtOnceThoughTheOldOneStillPauses() throws Exception {
        AuthEngine engine = rig.engine("wrong");
        assertFails(engine);

        AuthEngine next = engine.succeededBy(rig.rules(PASSWORD));

        assertThat(authorized(next)).startsWith("Bearer ");
        assertThat(rig.cognito.account(USER).wrongPasswords()).isEqualTo(1);
    }

    @Test
    void aPauseOutlastsRulesThatLeaveItsIdentityAsItIs() throws Exception {
        AuthEngine engine = rig.engine("wrong");
        assertFails(engine);

        assertFails(engine.succeededBy(rig.rules("wrong", "rule.orders.header = X-Token")));

        assertThat(rig.cognito.account(USER).wrongPasswords()).isEqualTo(1);
    }

    @Test
    void aRequestUnderWayEndsWithTheIdentityThatItBeganWith() throws Exception {
        AuthEngine engine = rig.engine(PASSWORD);
        String before = authorized(engine);

        engine.succeededBy(rig.rules(PASSWORD, "identity.orders.client-metadata.who = x"));

        assertThat(authorized(engine)).isEqualTo(before);
        assertThat(rig.cognito.calls(LOG_IN)).isEqualTo(1);
    }

    private static void assertFails(AuthEngine engine) {
        assertThatThrownBy(() -> authorized(engine)).hasMessageContaining("Incorrect username or password");
    }
}
