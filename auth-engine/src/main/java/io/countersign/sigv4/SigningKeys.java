package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import io.countersign.request.AuthenticationException;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The signing key last derived for each endpoint; the four HMACs it costs are due once a day and credential. */
final class SigningKeys {

    /** A rule with a wildcard can reach many regions, but hardly more than AWS has. */
    private static final int MOST = 64;

    private final ConcurrentMap<AwsEndpoint, SigningKey> keys = new ConcurrentHashMap<>();

    /** @throws AuthenticationException if no header can carry the credentials; looked at once for each of them and day */
    SigningKey of(AwsCredentials credentials, String date, AwsEndpoint endpoint) throws AuthenticationException {
        SigningKey key = keys.get(endpoint);
        if (key == null || !key.isFor(credentials, date)) {
            if (keys.size() >= MOST) {
                keys.clear();
            }
            check("access key id", credentials.accessKeyId());
            check("session token", SigV4Signer.revealed(credentials.sessionToken()));
            key = new SigningKey(credentials, date, endpoint);
            keys.put(endpoint, key);
        }
        return key;
    }

    /**
     * Some libraries put a value that they refuse into their message, and others send a line end as it is. So what is no
     * visible ASCII is refused here, without being shown.
     */
    private static void check(String what, @Nullable String value) throws AuthenticationException {
        for (int i = 0; value != null && i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw AuthenticationException.terminal(
                        String.format(
                                Locale.ROOT,
                                "the %s of the AWS credentials has the character U+%04X at position %d, which no header"
                                        + " can carry; check where it comes from",
                                what,
                                (int) c,
                                i + 1),
                        null);
            }
        }
    }

    /** A key, ready to sign, and the scope it is good for. */
    static final class SigningKey {
        private final AwsCredentials credentials;
        private final String date;
        private final String scope;
        private final HmacSha256 hmac;

        private SigningKey(AwsCredentials credentials, String date, AwsEndpoint endpoint) {
            this.credentials = credentials;
            this.date = date;
            this.scope = SigV4.credentialScope(date, endpoint);
            this.hmac = HmacSha256.of(SigV4.signingKey(credentials.secretAccessKey(), date, endpoint));
        }

        private boolean isFor(AwsCredentials wanted, String day) {
            return credentials.equals(wanted) && date.equals(day);
        }

        String scope() {
            return scope;
        }

        HmacSha256 hmac() {
            return hmac;
        }
    }
}
