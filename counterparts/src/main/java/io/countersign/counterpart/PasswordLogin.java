package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Whether a client knows the user's password: by SRP in two steps, or told in plain. */
final class PasswordLogin {

    private final UserPool pool;
    private final PoolAccounts accounts;
    private final SrpProofs proofs;
    private final Sessions sessions;
    private final Clock clock;

    PasswordLogin(UserPool pool, PoolAccounts accounts, SrpProofs proofs, Sessions sessions, Clock clock) {
        this.pool = pool;
        this.accounts = accounts;
        this.proofs = proofs;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The account that a log-in is for; empty for an unknown one whose absence is not to be seen. */
    Optional<PoolAccount> begin(JsonNode parameters) throws CognitoException {
        Optional<PoolAccount> account = accounts.find(Parameters.required(parameters, "USERNAME"));
        if (account.isPresent()) {
            account.get().beginLogin();
        } else if (!pool.hidesUnknownUsers()) {
            throw CognitoException.of("UserNotFoundException", "User does not exist.");
        }
        return account;
    }

    /** The PASSWORD_VERIFIER challenge; AWS sends no Session with it, unless the pool is told to. */
    ObjectNode challenge(PoolClient client, JsonNode parameters) throws CognitoException {
        Optional<PoolAccount> account = begin(parameters);
        String userId = account.map(PoolAccount::name).orElse(Parameters.required(parameters, "USERNAME"));
        ObjectNode challenge = JsonNodeFactory.instance.objectNode().put("ChallengeName", "PASSWORD_VERIFIER");
        ObjectNode told = challenge.putObject("ChallengeParameters");
        told.put("USERNAME", userId).put("USER_ID_FOR_SRP", userId);
        String password =
                account.map(PoolAccount::password).orElse(UUID.randomUUID().toString());
        proofs.begin(prover(userId, password), Parameters.required(parameters, "SRP_A"), told);
        if (pool.givesSessionWithPasswordVerifier() && account.isPresent()) {
            challenge.put("Session", sessions.open(new Login(account.get(), client, ""), "PASSWORD_VERIFIER"));
        }
        return challenge;
    }

    /** Who answered PASSWORD_VERIFIER with the right proof. */
    Login proved(PoolClient client, JsonNode input) throws CognitoException {
        JsonNode responses = input.path("ChallengeResponses");
        PoolAccount account =
                accounts.find(Parameters.required(responses, "USERNAME")).orElseThrow(CognitoException::wrongProof);
        if (pool.givesSessionWithPasswordVerifier()
                && !sessions.take(input, client).login().account().equals(account)) {
            throw Sessions.invalid();
        }
        boolean right = proofs.proves(prover(account.name(), account.password()), responses);
        account.attempt(right, clock.instant());
        return login(account, client, responses);
    }

    /** Who told the right password. */
    Login told(PoolClient client, JsonNode parameters) throws CognitoException {
        PoolAccount account = begin(parameters).orElseThrow(CognitoException::wrongProof);
        boolean right = MessageDigest.isEqual(
                account.password().getBytes(StandardCharsets.UTF_8),
                Parameters.required(parameters, "PASSWORD").getBytes(StandardCharsets.UTF_8));
        account.attempt(right, clock.instant());
        return login(account, client, parameters);
    }

    private Login login(PoolAccount account, PoolClient client, JsonNode parameters) throws CognitoException {
        String deviceKey = parameters.path("DEVICE_KEY").asText();
        if (!pool.remembersDevices() || deviceKey.isEmpty()) {
            return new Login(account, client, "");
        }
        if (account.device(deviceKey).isEmpty()) {
            throw CognitoException.of("ResourceNotFoundException", "Device does not exist.");
        }
        return new Login(account, client, deviceKey);
    }

    private SrpProofs.Prover prover(String userId, String password) {
        return new SrpProofs.Prover(pool.name(), new SrpServer.Account(userId, password));
    }
}
