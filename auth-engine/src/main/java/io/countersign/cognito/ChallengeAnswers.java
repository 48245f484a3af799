package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The challenges that a user's credentials can answer, by their names in the API; made anew for each log-in. */
final class ChallengeAnswers {

    private static final String SOFTWARE_TOKEN_MFA = "SOFTWARE_TOKEN_MFA";

    private final Map<String, Answer> answers = new HashMap<>();

    private ChallengeAnswers() {}

    static ChallengeAnswers none() {
        return new ChallengeAnswers();
    }

    /** Null if the challenge has no answer. */
    @Nullable
    Answer to(String challenge) {
        return answers.get(challenge);
    }

    ChallengeAnswers withPassword(PasswordProof proof) {
        answers.put("PASSWORD_VERIFIER", proof);
        return this;
    }

    ChallengeAnswers withNewPassword(UserCredentials user) {
        Secret password = user.newPassword();
        if (password != null) {
            answers.put("NEW_PASSWORD_REQUIRED", new NewPassword(password, user.attributes()));
        }
        return this;
    }

    ChallengeAnswers withOneTimeCodes(@Nullable OneTimeCodes codes, ServerClock clock) {
        if (codes != null) {
            answers.put(
                    SOFTWARE_TOKEN_MFA,
                    challenge -> Collections.singletonMap("SOFTWARE_TOKEN_MFA_CODE", codes.next(clock)));
            answers.put("SELECT_MFA_TYPE", ChallengeAnswers::chosen);
        }
        return this;
    }

    /** A device without a password cannot answer; that it is asked to is then an error with a remedy. */
    ChallengeAnswers withDevice(@Nullable Device device, ServerClock clock, SecureRandom random) {
        Secret password = device == null ? null : device.password();
        String srpUser = device == null ? null : device.srpUser();
        if (password != null && srpUser != null) {
            PasswordProof proof = new PasswordProof(SrpHandshake.draw(random), password, challenge -> srpUser, clock);
            answers.put("DEVICE_SRP_AUTH", challenge -> Collections.singletonMap("SRP_A", proof.srpA()));
            answers.put("DEVICE_PASSWORD_VERIFIER", proof);
        }
        return this;
    }

    private static Map<String, String> chosen(AuthReply challenge) throws AuthenticationException {
        String choice = challenge.parameters().getOrDefault("MFAS_CAN_CHOOSE", SOFTWARE_TOKEN_MFA);
        if (!choice.contains(SOFTWARE_TOKEN_MFA)) {
            throw UnsupportedChallenge.of("SELECT_MFA_TYPE", "the choice of a second factor");
        }
        return Collections.singletonMap("ANSWER", SOFTWARE_TOKEN_MFA);
    }
}
