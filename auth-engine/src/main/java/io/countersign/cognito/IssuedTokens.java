package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.JwtClaims;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/**
 * The tokens in an answer of Cognito. A lifetime is {@code exp} less {@code iat}, counted from the local moment at which
 * the tokens were asked for: so it does not matter how wrong the local clock is, and none is used past its end. It is
 * counted a second shorter, since both claims are whole seconds and the token was made some time after its {@code iat}.
 */
final class IssuedTokens {

    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private IssuedTokens() {}

    /**
     * A new set.
     *
     * @param account the user name to remember where the tokens name none
     * @param refreshToken to be kept if no new one came
     */
    static TokenSet of(
            AuthenticationResultType result, Instant asked, @Nullable String account, @Nullable Secret refreshToken)
            throws AuthenticationException {
        if (result.accessToken() == null) {
            throw AuthenticationException.terminal(
                    "the answer holds no access token; make sure that the endpoint is Amazon Cognito's", null);
        }
        Secret access = Secret.of(result.accessToken());
        Secret id = result.idToken() == null ? null : Secret.of(result.idToken());
        Secret next = result.refreshToken() == null ? refreshToken : Secret.of(result.refreshToken());
        String named = JwtClaims.of(access).username();
        return TokenSet.of(token(access, asked, result.expiresIn()))
                .withId(id == null ? null : token(id, asked, result.expiresIn()))
                .withRefreshToken(next)
                .withAccount(named == null ? account : named);
    }

    private static Token token(Secret value, Instant asked, @Nullable Integer expiresIn) {
        Duration lifetime = JwtClaims.of(value).lifetime();
        if (lifetime == null && expiresIn != null) {
            lifetime = Duration.ofSeconds(expiresIn);
        }
        return lifetime == null
                ? Token.lasting(value)
                : Token.expiring(value, asked, asked.plus(lifetime).minus(ROUNDING));
    }
}
