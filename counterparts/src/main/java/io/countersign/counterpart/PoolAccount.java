package io.countersign.counterpart;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A user while the server runs: what log-ins, the user and administrators have changed since the start. */
public final class PoolAccount {

    private final PoolUser user;
    private final Lockout lockout = new Lockout();
    private final Totp totp;
    private final Map<String, String> attributes = new ConcurrentHashMap<>();
    private volatile String password;
    private volatile PoolUser.Status status;

    PoolAccount(PoolUser user) {
        this.user = user;
        this.password = user.password();
        this.status = user.status();
        this.totp = new Totp(user.totpSecret());
    }

    /** How many proofs of the password were looked at and found wrong; those during a lockout are not looked at. */
    public int wrongPasswords() {
        return lockout.wrongAttempts();
    }

    /** What the user has told about itself with its new password, for instance {@code family_name}. */
    public Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /** The password from now on, as if the user had changed it elsewhere. */
    public void changePassword(String instead) {
        this.password = instead;
    }

    /** The state from now on, as if an administrator had changed it. */
    public void changeStatus(PoolUser.Status instead) {
        this.status = instead;
    }

    String name() {
        return user.name();
    }

    String password() {
        return password;
    }

    PoolUser user() {
        return user;
    }

    boolean mustChoosePassword() {
        return status == PoolUser.Status.TEMPORARY_PASSWORD;
    }

    /** The device with this key. */
    Optional<PoolDevice> device(String key) {
        return user.device(key);
    }

    void choosePassword(String chosen, Map<String, String> told) {
        attributes.putAll(told);
        password = chosen;
        status = PoolUser.Status.CONFIRMED;
    }

    void useCode(String code, Instant now) throws CognitoException {
        totp.use(code, now);
    }

    void beginLogin() throws CognitoException {
        if (status == PoolUser.Status.RESET_REQUIRED) {
            throw CognitoException.of("PasswordResetRequiredException", "Password reset required for the user");
        }
    }

    void attempt(boolean rightPassword, Instant now) throws CognitoException {
        lockout.attempt(rightPassword, now);
        if (status == PoolUser.Status.UNCONFIRMED) {
            throw CognitoException.of("UserNotConfirmedException", "User is not confirmed.");
        }
        checkEnabled();
    }

    void checkEnabled() throws CognitoException {
        if (status == PoolUser.Status.DISABLED) {
            throw CognitoException.notAuthorized("User is disabled.");
        }
    }

    @Override
    public String toString() {
        return user.name();
    }
}
