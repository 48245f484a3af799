package io.countersign.cognito;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolClient;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** GetClientToken: an app client in its own name. */
final class ClientLogInTest {

    private static final String CALL = "GetClientToken";

    private final CognitoRig rig = CognitoRig.of(pool -> pool.client(PoolClient.of(CognitoRig.CLIENT)
            .withSecrets(CognitoRig.CLIENT_SECRET)
            .withScopes("orders/read", "orders/write")
            .allowing("CLIENT_TOKEN_AUTH")));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aClientGetsATokenWithAllItsScopes() throws AuthenticationException {
        Token token = source(CognitoRig.appWithSecret()).fetch(null).access();

        String value = token.value().reveal();
        assertThat(rig.server.issuer().refusal(value, "access", CognitoRig.CLIENT))
                .isEmpty();
        assertThat(TokenIssuer.scope(value)).isEqualTo("orders/read orders/write");
        assertThat(token.expiresAt()).isEqualTo(CognitoRig.NOW.plusSeconds(3599));
        assertThat(rig.server.lastInput(CALL).has("Scopes")).isFalse();
    }

    @Test
    void scopesAndMetadataAreSentIfThereAreAny() throws AuthenticationException {
        AppClient app = CognitoRig.appWithSecret().withClientMetadata(Map.of("tenant", "blue"));
        Token token = source(app, "orders/read").fetch(null).access();

        assertThat(TokenIssuer.scope(token.value().reveal())).isEqualTo("orders/read");
        assertThat(rig.server
                        .lastInput(CALL)
                        .path("ClientMetadata")
                        .path("tenant")
                        .asText())
                .isEqualTo("blue");
    }

    @Test
    void nothingIsSigned() throws AuthenticationException {
        source(CognitoRig.appWithSecret()).fetch(null);

        assertThat(rig.server.received())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @Test
    void aWrongSecretIsTerminal() {
        AppClient app = AppClient.of(CognitoRig.POOL, CognitoRig.CLIENT, Secret.of("wrong"));

        CognitoRig.assertFails(
                source(app),
                null,
                Kind.TERMINAL,
                "the log-in of the app client 1example23456789 to user pool us-east-1_Ab12Cd34E failed:"
                        + " NotAuthorizedException: Client secret does not match for the client: 1example23456789;"
                        + " correct the identity's client-secret");
    }

    @Test
    void aClientOrAScopeThatDoesNotExistIsTerminal() {
        AppClient other = AppClient.of(CognitoRig.POOL, "another", Secret.of("x"));

        CognitoRig.assertFails(source(other), null, Kind.TERMINAL, "correct the identity's client-id, user-pool-id");
        CognitoRig.assertFails(
                source(CognitoRig.appWithSecret(), "admin"), null, Kind.TERMINAL, "and correct the identity's scopes");
    }

    @Test
    void aClientThatMayDoMoreIsTerminal() {
        try (CognitoRig users = CognitoRig.withClientSecret(CognitoRig.user())) {
            CognitoClientSource source =
                    CognitoClientSource.of(CognitoRig.appWithSecret(), List.of(), users.connection, users.clock);

            CognitoRig.assertFails(source, null, Kind.TERMINAL, "allow ALLOW_CLIENT_TOKEN_AUTH, and no other flow");
        }
    }

    @Test
    void throttlingAndSilenceAreTransient() {
        CognitoClientSource source = source(CognitoRig.appWithSecret());
        rig.server.faults().next(1, CognitoServer.error(400, "TooManyRequestsException", "Rate exceeded"));
        CognitoRig.assertFails(source, null, Kind.TRANSIENT, "fewer log-ins per second");
        rig.server.faults().next(1, Reply.Failure.RESET);
        CognitoRig.assertFails(source, null, Kind.TRANSIENT, "cannot be reached");
        assertThat(rig.server.calls(CALL)).isEqualTo(2);
    }

    @Test
    void aClientWithoutASecretIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(CognitoRig.app()))
                .withMessageContaining("has no client-secret");
    }

    private CognitoClientSource source(AppClient app, String... scopes) {
        return CognitoClientSource.of(app, List.of(scopes), rig.connection, rig.clock);
    }
}
