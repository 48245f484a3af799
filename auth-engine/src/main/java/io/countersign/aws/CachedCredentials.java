package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import io.countersign.token.CachedTokens;
import io.countersign.token.Token;
import io.countersign.token.TokenStatus;
import io.countersign.token.TokenUse;
import org.jspecify.annotations.Nullable;

/** The credentials of a session, kept fresh as tokens are: renewed before they end, by one call for all who wait. */
public final class CachedCredentials implements AwsCredentialsSource {

    private final CachedTokens sessions;
    private volatile @Nullable Session last;

    private CachedCredentials(CachedTokens sessions) {
        this.sessions = sessions;
    }

    /** @param sessions over an {@link AssumedRole}, a {@link WebIdentityRole} or an {@link IdentityPool} */
    public static CachedCredentials of(CachedTokens sessions) {
        return new CachedCredentials(sessions);
    }

    @Override
    public AwsCredentials current() throws AuthenticationException {
        return session().credentials;
    }

    @Override
    public boolean renew(AwsCredentials rejected) {
        Session session = last;
        return session != null
                && (!session.credentials.equals(rejected) || sessions.renew(TokenUse.ACCESS, session.token));
    }

    @Override
    public boolean isAtHand() {
        return sessions.isAtHand(TokenUse.ACCESS);
    }

    @Override
    public TokenStatus status() {
        return sessions.status();
    }

    /** Starts the first call in the background. Never throws. */
    public void warmUp() {
        sessions.warmUp();
    }

    /** The same answer is the same object, and so finds its signing key. */
    private Session session() throws AuthenticationException {
        Token token = sessions.current(TokenUse.ACCESS);
        Session session = last;
        if (session == null || session.token != token) {
            session = new Session(token);
            last = session;
        }
        return session;
    }

    @Override
    public String toString() {
        return "CachedCredentials(" + sessions + ")";
    }

    /** A token and what it stands for. */
    private static final class Session {

        private final Token token;
        private final AwsCredentials credentials;

        Session(Token token) {
            this.token = token;
            this.credentials = SessionToken.credentials(token);
        }
    }
}
