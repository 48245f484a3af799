package io.countersign.aws;

import io.countersign.request.HttpDate;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Session credentials in the form of a token, so that the one cache of tokens keeps them fresh: key id, key and session
 * token, one a line.
 */
final class SessionToken {

    private SessionToken() {}

    /**
     * Credentials whose lifetime counts on AWS's clock, where its answer tells the time.
     *
     * @param now the local time, for where it does not
     */
    static TokenSet of(AwsCredentials credentials, SdkResponse answer, Instant now) {
        Secret session = credentials.sessionToken();
        Secret value = Secret.of(credentials.accessKeyId() + "\n"
                + credentials.secretAccessKey().reveal() + "\n" + (session == null ? "" : session.reveal()));
        Instant end = credentials.expiration();
        return TokenSet.of(end == null ? Token.lasting(value) : Token.expiring(value, asked(answer, now), end));
    }

    private static Instant asked(SdkResponse answer, Instant now) {
        Instant there = HttpDate.parsed(
                answer.sdkHttpResponse().firstMatchingHeader("Date").orElse(null));
        return there == null ? now : there;
    }

    static AwsCredentials credentials(Token token) {
        String[] parts = token.value().reveal().split("\n", -1);
        @Nullable Secret session = parts[2].isEmpty() ? null : Secret.of(parts[2]);
        return AwsCredentials.of(parts[0], Secret.of(parts[1]), session, token.expiresAt());
    }
}
