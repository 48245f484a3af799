package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Proves by SRP that a password is known: a user's (PASSWORD_VERIFIER), or that of a remembered device
 * (DEVICE_PASSWORD_VERIFIER), whose arithmetic is the same.
 */
final class PasswordProof implements Answer {

    private final SrpHandshake handshake;
    private final Secret password;
    private final Function<AuthReply, String> srpUser;
    private final ServerClock clock;

    /** @param srpUser what SRP calls the account of a challenge */
    PasswordProof(SrpHandshake handshake, Secret password, Function<AuthReply, String> srpUser, ServerClock clock) {
        this.handshake = handshake;
        this.password = password;
        this.srpUser = srpUser;
        this.clock = clock;
    }

    /** The parameter {@code SRP_A}, which the challenge is made from. */
    String srpA() {
        return handshake.srpA();
    }

    @Override
    public Map<String, String> to(AuthReply asked) throws AuthenticationException {
        SrpChallenge challenge = SrpChallenge.of(String.valueOf(asked.challenge()), asked.parameters());
        String timestamp = SrpHandshake.timestamp(clock.now());
        String user = srpUser.apply(asked);
        Map<String, String> responses = new HashMap<>();
        responses.put("TIMESTAMP", timestamp);
        responses.put("PASSWORD_CLAIM_SECRET_BLOCK", challenge.secretBlockText());
        responses.put("PASSWORD_CLAIM_SIGNATURE", handshake.signature(challenge, user, password, timestamp));
        return responses;
    }
}
