package io.countersign.aws;

import io.countersign.counterpart.StsServer.Role;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.token.FileToken;
import io.countersign.token.TokenSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Against an STS that verifies the tokens. */
final class WebIdentityRoleTest {

    private final AwsRig rig = new AwsRig();
    private final TokenIssuer issuer = TokenIssuer.of("https://oidc.example.com", rig.clock);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aTokenIsChangedForASessionWithoutASignature() throws Exception {
        rig.sts.role(AwsRig.ROLE, trusting());
        write(issuer.idToken("pod", "sts", Duration.ofHours(1)));
        AwsCredentials session = rig.cached(source()).current();

        assertThat(rig.owner(session)).isEqualTo(AwsRig.ROLE);
        assertThat(rig.sts.received())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @Test
    void theFileIsReadForEverySession() throws Exception {
        rig.sts.role(AwsRig.ROLE, trusting());
        CachedCredentials cached = rig.cached(source());
        write(issuer.idToken("pod", "sts", Duration.ofHours(1)));
        cached.current();
        rig.clock.advance(Duration.ofMinutes(61));
        String newer = issuer.idToken("pod", "sts", Duration.ofHours(1));
        write(newer);
        cached.current();

        assertThat(rig.sts.calls()).hasSize(2);
        assertThat(rig.sts.calls().get(1)).containsEntry("WebIdentityToken", newer);
    }

    @Test
    void aTokenThatTheRoleDoesNotTrustIsTerminalAndNotShown() throws Exception {
        rig.sts.role(AwsRig.ROLE, trusting());
        String token = issuer.idToken("pod", "another", Duration.ofHours(1));
        write(token);

        AuthenticationException failure = AwsRig.assertFails(
                source(),
                Kind.TERMINAL,
                "InvalidIdentityToken: the token is of another app client; let the role trust the issuer and the"
                        + " audience of the token in web-identity-token-file");
        assertThat(failure.getMessage()).doesNotContain(token);
    }

    @Test
    void aFileThatIsNotThereIsTransient() {
        AwsRig.assertFails(source(), Kind.TRANSIENT, "does not exist; check the path and who writes it");
        assertThat(rig.sts.calls()).isEmpty();
    }

    private Role trusting() {
        return Role.trustingTokens(token -> issuer.refusal(token, "id", "sts"));
    }

    private void write(String token) throws IOException {
        Files.writeString(folder.resolve("token"), token + "\n");
    }

    private TokenSource source() {
        RoleSession role = RoleSession.of(AwsRig.ROLE, "countersign");
        FileToken file = FileToken.of(folder.resolve("token"), rig.clock);
        return WebIdentityRole.of(role, file, rig.connection(), rig.clock);
    }
}
