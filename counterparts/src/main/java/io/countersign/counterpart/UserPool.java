package io.countersign.counterpart;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a {@link CognitoServer} is set up: who its users and app clients are, and how long tokens last. */
public final class UserPool {

    private final String id;
    private final Map<String, String> passwords;
    private final Map<String, String> aliases;
    private final Map<String, String> clients;
    private final Duration tokenLifetime;
    private final boolean rotation;

    private UserPool(Builder builder) {
        this.id = builder.id;
        this.passwords = Map.copyOf(builder.passwords);
        this.aliases = Map.copyOf(builder.aliases);
        this.clients = Map.copyOf(builder.clients);
        this.tokenLifetime = builder.tokenLifetime;
        this.rotation = builder.rotation;
    }

    /** @param id region, underscore and name, for instance {@code eu-central-1_Ab12Cd34E} */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Region, underscore and name. */
    public String id() {
        return id;
    }

    /** The part of the id after the underscore, which goes into the SRP proof. */
    String name() {
        return id.substring(id.indexOf('_') + 1);
    }

    /** The account behind a user name or an alias of it. */
    Optional<String> account(String userNameOrAlias) {
        String account = aliases.getOrDefault(userNameOrAlias, userNameOrAlias);
        return passwords.containsKey(account) ? Optional.of(account) : Optional.empty();
    }

    String password(String account) {
        return Optional.ofNullable(passwords.get(account)).orElseThrow();
    }

    boolean knowsClient(String clientId) {
        return clients.containsKey(clientId);
    }

    /** Empty for a public client. */
    Optional<String> clientSecret(String clientId) {
        return Optional.ofNullable(clients.get(clientId)).filter(secret -> !secret.isEmpty());
    }

    Duration tokenLifetime() {
        return tokenLifetime;
    }

    /** Whether a refresh token is replaced each time it is used. */
    boolean rotatesRefreshTokens() {
        return rotation;
    }

    void recordSecrets(SecretLedger ledger) {
        passwords.values().forEach(ledger::record);
        clients.values().stream().filter(secret -> !secret.isEmpty()).forEach(ledger::record);
    }

    /** Collects what a pool consists of. */
    public static final class Builder {

        private final String id;
        private final Map<String, String> passwords = new LinkedHashMap<>();
        private final Map<String, String> aliases = new LinkedHashMap<>();
        private final Map<String, String> clients = new LinkedHashMap<>();
        private Duration tokenLifetime = Duration.ofHours(1);
        private boolean rotation;

        private Builder(String id) {
            this.id = id;
        }

        /** A confirmed user. */
        public Builder user(String name, String password) {
            passwords.put(name, password);
            return this;
        }

        /** Another name, usually an e-mail address, under which a user may log in. */
        public Builder alias(String alias, String userName) {
            aliases.put(alias, userName);
            return this;
        }

        /** An app client without a secret. */
        public Builder client(String clientId) {
            return client(clientId, "");
        }

        /** An app client with a secret, which then belongs into every call. */
        public Builder client(String clientId, String secret) {
            clients.put(clientId, secret);
            return this;
        }

        /** How long access and ID tokens are good for; one hour unless said. */
        public Builder tokenLifetime(Duration lifetime) {
            this.tokenLifetime = lifetime;
            return this;
        }

        /** A refresh token is good for one use, which gives the next. */
        public Builder rotatingRefreshTokens() {
            this.rotation = true;
            return this;
        }

        /** The pool as it now stands. */
        public UserPool build() {
            return new UserPool(this);
        }
    }
}
