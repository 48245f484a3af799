package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What people may see of an identity, and whether its file holds secrets itself. */
final class ShownSettingsTest {

    private static final String USER = """
            identity.u.type = cognito-user
            identity.u.user-pool-id = us-east-1_Ab12Cd34E
            identity.u.client-id = %s
            identity.u.username = user
            identity.u.password = %s
            rule.u.hosts = api.example.com
            rule.u.identity = u
            """;

    @Test
    void whatIsWrittenAndNoSecretIsShown() throws RulesException {
        IdentitySettings identity = identity(USER.formatted("1example", "Hidden 1!"));
        assertThat(identity.shown())
                .isEqualTo("user-pool-id=us-east-1_Ab12Cd34E, client-id=1example, username=user, password=****");
        assertThat(identity.isSecretWritten()).isTrue();
    }

    @Test
    void whatCameThroughAReferenceIsNot() throws RulesException {
        IdentitySettings identity = identity(USER.formatted("${env:CLIENT}", "${ssm:/orders/password}"));
        assertThat(identity.shown())
                .isEqualTo(
                        "user-pool-id=us-east-1_Ab12Cd34E, client-id=****, username=user, password=**** (in a vault)");
        assertThat(identity.isSecretWritten()).isFalse();
    }

    private static IdentitySettings identity(String text) throws RulesException {
        return requireNonNull(RulesText.read(text, new FakeEnvironment().withVariable("CLIENT", "1example"))
                .identities()
                .get("u"));
    }
}
