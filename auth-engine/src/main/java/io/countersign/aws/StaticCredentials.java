package io.countersign.aws;

import io.countersign.token.TokenStatus;

/** Keys that stand in the rules file: they never change while it does not. */
public final class StaticCredentials implements AwsCredentialsSource {

    private final AwsCredentials credentials;

    private StaticCredentials(AwsCredentials credentials) {
        this.credentials = credentials;
    }

    /** Always these. */
    public static StaticCredentials of(AwsCredentials credentials) {
        return new StaticCredentials(credentials);
    }

    @Override
    public AwsCredentials current() {
        return credentials;
    }

    @Override
    public boolean renew(AwsCredentials rejected) {
        return !credentials.equals(rejected);
    }

    @Override
    public boolean isAtHand() {
        return true;
    }

    @Override
    public TokenStatus status() {
        return TokenStatus.of(TokenStatus.State.FRESH, null);
    }
}
