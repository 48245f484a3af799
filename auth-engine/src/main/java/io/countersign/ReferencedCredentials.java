package io.countersign;

import io.countersign.ReferencedSettings.Reading;
import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.request.AuthenticationException;
import io.countersign.rules.IdentitySettings;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenStatus;
import io.countersign.token.TokenUse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The AWS credentials of an identity whose settings stand in files or vaults. A cache of tokens keeps the readings: each is a
 * token whose value is the reading's number.
 */
final class ReferencedCredentials implements AwsCredentialsSource {

    private final ReferencedSettings settings;
    private final Function<IdentitySettings, AwsCredentialsSource> sources;
    private final CachedTokens readings;
    private volatile @Nullable Source current;

    private ReferencedCredentials(
            ReferencedSettings settings,
            Function<IdentitySettings, AwsCredentialsSource> sources,
            CachedTokens readings) {
        this.settings = settings;
        this.sources = sources;
        this.readings = readings;
    }

    /**
     * Credentials of whatever the settings say when they are used. The type is that of all sources, so that who only has tokens
     * loads none of them.
     *
     * @param readings keep what {@link #numbersOf} gives, so that settings are read once for all and in time
     */
    static AwsCredentialsSource of(
            ReferencedSettings settings,
            Function<IdentitySettings, AwsCredentialsSource> sources,
            CachedTokens readings) {
        return new ReferencedCredentials(settings, sources, readings);
    }

    /** The number of the last reading in the shape of a token. */
    static TokenSource numbersOf(ReferencedSettings settings) {
        return previous -> TokenSet.of(Token.lasting(Secret.of(Integer.toString(settings.number()))));
    }

    @Override
    public AwsCredentials current() throws AuthenticationException {
        readings.current(TokenUse.ACCESS);
        return source().current();
    }

    @Override
    public boolean renew(AwsCredentials rejected) {
        try {
            Token before = readings.current(TokenUse.ACCESS);
            AwsCredentialsSource source = source();
            return readings.renew(TokenUse.ACCESS, before)
                    ? !source().current().equals(rejected)
                    : source.renew(rejected);
        } catch (AuthenticationException e) {
            return false;
        }
    }

    @Override
    public TokenStatus status() {
        Source known = current;
        return known == null ? readings.status() : known.credentials.status();
    }

    private AwsCredentialsSource source() throws AuthenticationException {
        Reading reading = settings.lastReading();
        Source known = current;
        if (known == null || known.number != reading.number()) {
            known = new Source(reading.number(), sources.apply(reading.settings()));
            current = known;
        }
        return known.credentials;
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    private static final class Source {

        private final int number;
        private final AwsCredentialsSource credentials;

        Source(int number, AwsCredentialsSource credentials) {
            this.number = number;
            this.credentials = credentials;
        }
    }
}
