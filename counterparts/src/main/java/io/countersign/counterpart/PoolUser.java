package io.countersign.counterpart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One user as a pool is set up with it: the password, second factors, devices, and what is asked of it at a log-in. */
public final class PoolUser {

    private final String name;
    private final String password;
    private Status status = Status.CONFIRMED;
    private String totpSecret = "";
    private String posedAtOnce = "";
    private String posedAfterPassword = "";
    private List<String> factors = List.of();
    private List<String> requiredAttributes = List.of();
    private List<PoolDevice> devices = List.of();

    /** Whether a user may log in. */
    public enum Status {
        /** As usual. */
        CONFIRMED,
        /** Signed up, but never confirmed: UserNotConfirmedException after the right password. */
        UNCONFIRMED,
        /** An administrator has reset the password: PasswordResetRequiredException at the start. */
        RESET_REQUIRED,
        /** Must choose a password of its own at the next log-in: NEW_PASSWORD_REQUIRED. */
        TEMPORARY_PASSWORD,
        /** Shut out by an administrator: "User is disabled." after the right password and at every refresh. */
        DISABLED
    }

    private PoolUser(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /** A confirmed user with a password and nothing else. */
    public static PoolUser of(String name, String password) {
        return new PoolUser(name, password);
    }

    /** The same in this state. */
    public PoolUser withStatus(Status instead) {
        return with(copy -> copy.status = instead);
    }

    /** The same with a temporary password; the user must choose its own and give these attributes, for instance {@code family_name}. */
    public PoolUser withTemporaryPassword(String... attributes) {
        return withStatus(Status.TEMPORARY_PASSWORD).with(copy -> copy.requiredAttributes = List.of(attributes));
    }

    /** The same with the second factor SOFTWARE_TOKEN_MFA; the secret is base32 (RFC 4648). */
    public PoolUser withTotpSecret(String base32) {
        return withFactor("SOFTWARE_TOKEN_MFA").with(copy -> copy.totpSecret = base32);
    }

    /** The same with one more second factor, SMS_MFA or EMAIL_OTP; who has several is asked SELECT_MFA_TYPE. */
    public PoolUser withFactor(String challenge) {
        return with(copy -> copy.factors = plus(copy.factors, challenge));
    }

    /** The same with a remembered device, which stands in for the second factor. */
    public PoolUser withDevice(PoolDevice device) {
        return with(copy -> copy.devices = plus(copy.devices, device));
    }

    /** The same, but a right password gets this challenge, for instance MFA_SETUP, which nobody can answer. */
    public PoolUser posed(String challenge) {
        return with(copy -> copy.posedAfterPassword = challenge);
    }

    /** The same, but a log-in gets this challenge instead of PASSWORD_VERIFIER or tokens, before any password is checked. */
    public PoolUser posedAtOnce(String challenge) {
        return with(copy -> copy.posedAtOnce = challenge);
    }

    String name() {
        return name;
    }

    String password() {
        return password;
    }

    Status status() {
        return status;
    }

    String totpSecret() {
        return totpSecret;
    }

    /** Challenge names of the second factors. */
    List<String> factors() {
        return factors;
    }

    List<String> requiredAttributes() {
        return requiredAttributes;
    }

    Optional<String> challengeAtOnce() {
        return Optional.of(posedAtOnce).filter(challenge -> !challenge.isEmpty());
    }

    Optional<String> challengeAfterPassword() {
        return Optional.of(posedAfterPassword).filter(challenge -> !challenge.isEmpty());
    }

    Optional<PoolDevice> device(String key) {
        return devices.stream().filter(device -> device.key().equals(key)).findFirst();
    }

    Stream<String> secrets() {
        Stream<String> ofDevices = devices.stream().map(PoolDevice::password);
        return Stream.concat(Stream.of(password, totpSecret), ofDevices).filter(secret -> !secret.isEmpty());
    }

    @Override
    public String toString() {
        return name;
    }

    private PoolUser with(Consumer<PoolUser> change) {
        PoolUser copy = new PoolUser(name, password);
        copy.status = status;
        copy.totpSecret = totpSecret;
        copy.posedAtOnce = posedAtOnce;
        copy.posedAfterPassword = posedAfterPassword;
        copy.factors = factors;
        copy.requiredAttributes = requiredAttributes;
        copy.devices = devices;
        change.accept(copy);
        return copy;
    }

    private static <T> List<T> plus(List<T> some, T more) {
        List<T> all = new ArrayList<>(some);
        all.add(more);
        return List.copyOf(all);
    }
}
