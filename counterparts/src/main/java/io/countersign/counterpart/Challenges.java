package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a user whose password is proved, until there is nothing more to ask: NEW_PASSWORD_REQUIRED, then a
 * challenge that the user is set up with, then the proof of a remembered device or else a second factor.
 */
final class Challenges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sessions sessions;
    private final DeviceLogin devices;
    private final Grants grants;
    private final SecretLedger ledger;
    private final Clock clock;

    Challenges(Sessions sessions, DeviceLogin devices, Grants grants, SecretLedger ledger, Clock clock) {
        this.sessions = sessions;
        this.devices = devices;
        this.grants = grants;
        this.ledger = ledger;
        this.clock = clock;
    }

    ObjectNode afterPassword(Login login) {
        if (login.account().mustChoosePassword()) {
            ObjectNode challenge = pose(login, "NEW_PASSWORD_REQUIRED");
            NewPassword.describe(login.account(), parameters(challenge));
            return challenge;
        }
        Optional<String> posed = login.account().user().challengeAfterPassword();
        if (posed.isPresent()) {
            return pose(login, posed.get());
        }
        return login.deviceKey().isEmpty() ? secondFactor(login) : pose(login, "DEVICE_SRP_AUTH");
    }

    /** A challenge with its Session, and the parameter that all of them have. */
    ObjectNode pose(Login login, String name) {
        ObjectNode challenge = JSON.createObjectNode().put("ChallengeName", name);
        challenge.put("Session", sessions.open(login, name));
        challenge
                .putObject("ChallengeParameters")
                .put("USER_ID_FOR_SRP", login.account().name());
        if (name.equals("DEVICE_SRP_AUTH")) {
            parameters(challenge).put("DEVICE_KEY", login.deviceKey());
        }
        return challenge;
    }

    /** The answer to any challenge but PASSWORD_VERIFIER. A wrong one may be given again, unless it was a device's. */
    ObjectNode answer(PoolClient client, JsonNode input, Optional<PoolAccount> claimed) throws CognitoException {
        Sessions.Pending pending = sessions.take(input, client);
        if (!claimed.equals(Optional.of(pending.login().account()))) {
            throw Sessions.invalid();
        }
        try {
            return answer(pending, input.path("ChallengeResponses"));
        } catch (CognitoException e) {
            if (!pending.challenge().startsWith("DEVICE_")) {
                sessions.putBack(input, pending);
            }
            throw e;
        }
    }

    private ObjectNode answer(Sessions.Pending pending, JsonNode responses) throws CognitoException {
        Login login = pending.login();
        switch (pending.challenge()) {
            case "NEW_PASSWORD_REQUIRED" -> {
                NewPassword.choose(login.account(), responses, ledger);
                return afterPassword(login);
            }
            case "SELECT_MFA_TYPE" -> {
                return pose(login, selected(login, responses));
            }
            case "SOFTWARE_TOKEN_MFA" -> {
                String code = Parameters.required(responses, "SOFTWARE_TOKEN_MFA_CODE");
                login.account().useCode(code, clock.instant());
                return grants.first(login);
            }
            case "DEVICE_SRP_AUTH" -> {
                ObjectNode challenge = pose(login, "DEVICE_PASSWORD_VERIFIER");
                devices.begin(login, responses, parameters(challenge));
                return challenge;
            }
            case "DEVICE_PASSWORD_VERIFIER" -> {
                devices.prove(login, responses);
                return grants.first(login);
            }
            default -> throw CognitoException.of("CodeMismatchException", "Invalid code or auth state for the user.");
        }
    }

    private ObjectNode secondFactor(Login login) {
        List<String> factors = login.account().user().factors();
        if (factors.isEmpty()) {
            return grants.first(login);
        }
        if (factors.size() == 1) {
            return pose(login, factors.get(0));
        }
        ObjectNode challenge = pose(login, "SELECT_MFA_TYPE");
        parameters(challenge).put("MFAS_CAN_CHOOSE", JSON.valueToTree(factors).toString());
        return challenge;
    }

    /** AWS's documentation calls the factor EMAIL_OTP in one place and EMAIL_MFA in another. */
    private static String selected(Login login, JsonNode responses) throws CognitoException {
        String answer = Parameters.required(responses, "ANSWER");
        String factor = answer.equals("EMAIL_MFA") ? "EMAIL_OTP" : answer;
        if (!login.account().user().factors().contains(factor)) {
            throw CognitoException.of("InvalidParameterException", "Invalid MFA type: " + answer);
        }
        return factor;
    }

    private static ObjectNode parameters(ObjectNode challenge) {
        return (ObjectNode) challenge.path("ChallengeParameters");
    }
}
