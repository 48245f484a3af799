package io.countersign.sigv4;

import io.countersign.aws.AwsCredentials;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The signing key last derived for each endpoint; the four HMACs it costs are due once a day and credential. */
final class SigningKeys {

    /** A rule with a wildcard can reach many regions, but hardly more than AWS has. */
    private static final int MOST = 64;

    private final ConcurrentMap<AwsEndpoint, SigningKey> keys = new ConcurrentHashMap<>();

    SigningKey of(AwsCredentials credentials, String date, AwsEndpoint endpoint) {
        SigningKey key = keys.get(endpoint);
        if (key == null || !key.isFor(credentials, date)) {
            if (keys.size() >= MOST) {
                keys.clear();
            }
            key = new SigningKey(credentials, date, endpoint);
            keys.put(endpoint, key);
        }
        return key;
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
