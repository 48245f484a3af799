package io.countersign.cognito;

import io.countersign.event.FetchKind;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/**
 * New tokens for a refresh token: by GetTokensFromRefreshToken, which works whether or not refresh tokens rotate, or by
 * the older REFRESH_TOKEN_AUTH where that operation is unknown.
 */
final class TokenRefresh {

    private final CognitoCalls calls;
    private final UserCredentials user;
    private final Clock clock;

    TokenRefresh(CognitoCalls calls, UserCredentials user, Clock clock) {
        this.calls = calls;
        this.user = user;
        this.clock = clock;
    }

    /** @param account the real name of whom the token belongs to; null if it is not known */
    TokenSet run(Secret refreshToken, @Nullable String account) throws CognitoFailure, AuthenticationException {
        Instant asked = clock.instant();
        AuthenticationResultType granted = granted(refreshToken, account == null ? user.username() : account);
        if (granted == null) {
            throw AuthenticationException.transientFailure(
                    "the refresh of the tokens of " + user.username()
                            + " failed: the answer is empty; check network, proxy and endpoint",
                    null);
        }
        return IssuedTokens.of(granted, asked, account, refreshToken).gotBy(FetchKind.REFRESH);
    }

    private @Nullable AuthenticationResultType granted(Secret refreshToken, String account) throws CognitoFailure {
        Device device = user.device();
        String deviceKey = device == null ? null : device.key();
        try {
            return calls.tokensFromRefreshToken(refreshToken, deviceKey);
        } catch (CognitoFailure failure) {
            if (!failure.isUnknownOperation()) {
                throw failure;
            }
            return calls.refreshedTheOldWay(refreshToken, account, deviceKey);
        }
    }
}
