package io.countersign.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.counterpart.PoolClient;
import io.countersign.counterpart.PoolUser;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.countersign.cognito.CognitoRig.ACCOUNT;
import static io.countersign.cognito.CognitoRig.ALIAS;
import static io.countersign.cognito.CognitoRig.ANSWER;
import static io.countersign.cognito.CognitoRig.CLIENT;
import static io.countersign.cognito.CognitoRig.LOG_IN;
import static io.countersign.cognito.CognitoRig.PASSWORD;
import static io.countersign.cognito.CognitoRig.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

/** The ways in: by SRP, by password, by admin calls; with and without client secret; whatever users are called. */
final class FlowsTest {

    @ParameterizedTest
    @EnumSource
    void eachFlowLogsInAndRefreshes(AuthFlow flow) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source(CognitoRig.app().withFlow(flow), CognitoRig.credentials());
            TokenSet first = source.fetch(null);
            TokenSet second = source.fetch(first);
            assertThat(rig.server.issuer().refusal(first.access().value().reveal(), "access", CLIENT))
                    .isEmpty();
            assertThat(second.access().value()).isNotEqualTo(first.access().value());
            assertThat(second.get(TokenUse.ID)).isNotNull();
            // The SDK signs by the system's clock, which is not the rig's: it may take a refusal to learn of that.
            List<String> seen = flow == AuthFlow.ADMIN
                    ? rig.server.calls().stream().distinct().toList()
                    : rig.server.calls();
            assertThat(seen).containsExactlyElementsOf(calls(flow));
        }
    }

    private static List<String> calls(AuthFlow flow) {
        return switch (flow) {
            case SRP -> List.of(LOG_IN, ANSWER, REFRESH);
            case PASSWORD -> List.of(LOG_IN, REFRESH);
            case ADMIN -> List.of("AdminInitiateAuth", REFRESH);
        };
    }

    @ParameterizedTest
    @EnumSource
    void anAliasAndAClientSecretGoThroughEveryStep(AuthFlow flow) throws Exception {
        PoolUser user = CognitoRig.user().withTotpSecret(ChallengesTest.TOTP_SECRET);
        try (CognitoRig rig = CognitoRig.of(pool -> pool.user(user)
                .client(PoolClient.of(CLIENT).withSecrets("another", CognitoRig.CLIENT_SECRET))
                .withoutGetTokensFromRefreshToken())) {
            CognitoUserSource source = rig.source(
                    CognitoRig.appWithSecret().withFlow(flow),
                    ChallengesTest.withCodes(UserCredentials.of(ALIAS, Secret.of(PASSWORD))));
            TokenSet tokens = source.fetch(null);
            assertThat(tokens.account()).isEqualTo(ACCOUNT);
            assertThat(source.fetch(tokens).refreshToken()).isEqualTo(tokens.refreshToken());
        }
    }

    @Test
    void thePasswordNeverLeavesWithSrpAndNothingIsSigned() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.source().fetch(null);
            assertThat(rig.traffic()).doesNotContain(PASSWORD).doesNotContain("AWS4-HMAC");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jürgen, Straße ß1!Ä",
        "用户, 密码Aa1!",
        "мария, Пароль-Aa1!",
        "user+tag@example.com, 'p:a\"s\\s{}%20 1A'",
        "🦊, 🔑🔑Aa1!aaaa"
    })
    void namesAndPasswordsMayBeInAnyScript(String name, String password) throws Exception {
        for (AuthFlow flow : AuthFlow.values()) {
            try (CognitoRig rig = CognitoRig.withClientSecret(PoolUser.of(name, password))) {
                CognitoUserSource source = rig.source(
                        CognitoRig.appWithSecret().withFlow(flow), UserCredentials.of(name, Secret.of(password)));
                assertThat(source.fetch(source.fetch(null)).account()).isEqualTo(name);
            }
        }
    }

    @Test
    void clientMetadataGoesWithEveryCall() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            Map<String, String> metadata = Map.of("caller", "orders", "tenant", "7");
            CognitoUserSource source =
                    rig.source(CognitoRig.app().withClientMetadata(metadata), CognitoRig.credentials());
            source.fetch(source.fetch(null));
            for (String operation : List.of(LOG_IN, ANSWER, REFRESH)) {
                JsonNode sent = rig.server.lastInput(operation).path("ClientMetadata");
                assertThat(sent.path("caller").asText()).as(operation).isEqualTo("orders");
                assertThat(sent.path("tenant").asText()).as(operation).isEqualTo("7");
            }
        }
    }

    @Test
    void withoutClientMetadataNoneIsSent() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.source().fetch(null);
            assertThat(rig.traffic()).doesNotContain("ClientMetadata");
        }
    }

    @Test
    void theSessionOfTheFirstAnswerIsPassedOn() throws Exception {
        try (CognitoRig rig = CognitoRig.of(
                pool -> pool.user(CognitoRig.user()).client(CLIENT).sessionWithPasswordVerifier())) {
            assertThat(rig.source().fetch(null).refreshToken()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SRP, ALLOW_USER_SRP_AUTH",
        "PASSWORD, ALLOW_USER_PASSWORD_AUTH",
        "ADMIN, ALLOW_ADMIN_USER_PASSWORD_AUTH"
    })
    void aFlowThatTheAppClientDoesNotAllowIsNamed(AuthFlow flow, String permission) {
        try (CognitoRig rig = CognitoRig.of(pool ->
                pool.user(CognitoRig.user()).client(PoolClient.of(CLIENT).allowing("CUSTOM_AUTH")))) {
            CognitoUserSource source = rig.source(CognitoRig.app().withFlow(flow), CognitoRig.credentials());
            CognitoRig.assertFails(source, null, AuthenticationException.Kind.TERMINAL, "allow " + permission + " and");
        }
    }

    @Test
    void adminCallsWithOtherAwsCredentialsAreRefusedOnceAndNamed() {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source(CognitoRig.app().withFlow(AuthFlow.ADMIN), CognitoRig.credentials())
                    .withAwsCredentials(sequence(new int[1], aws("wrong")));
            CognitoRig.assertFails(source, null, AuthenticationException.Kind.TERMINAL, "correct the AWS credentials");
            assertThat(rig.server.account(ACCOUNT).wrongPasswords()).isZero();
        }
    }

    @Test
    void awsCredentialsThatHaveExpiredAreRenewedForTheSameLogIn() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            int[] renewals = new int[1];
            rig.server
                    .faults("AdminInitiateAuth")
                    .next(
                            1,
                            io.countersign.counterpart.CognitoServer.error(
                                    400,
                                    "ExpiredTokenException",
                                    "The security token included in the request is expired"));
            CognitoUserSource source = rig.source(CognitoRig.app().withFlow(AuthFlow.ADMIN), CognitoRig.credentials())
                    .withAwsCredentials(sequence(renewals, aws("old"), aws(CognitoRig.AWS_KEYS.secretAccessKey())));
            source.fetch(null);
            assertThat(renewals[0]).isEqualTo(1);
        }
    }

    private static AwsCredentials aws(String secret) {
        return AwsCredentials.of(CognitoRig.AWS_KEYS.accessKeyId(), Secret.of(secret));
    }

    /** The first ones; at each renewal the next ones, and the last for ever. */
    private static AwsCredentialsSource sequence(int[] renewals, AwsCredentials... credentials) {
        return new AwsCredentialsSource() {

            @Override
            public AwsCredentials current() {
                return credentials[Math.min(renewals[0], credentials.length - 1)];
            }

            @Override
            public boolean renew(AwsCredentials rejected) {
                renewals[0]++;
                return !current().equals(rejected);
            }
        };
    }
}
