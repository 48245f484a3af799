package io.countersign.counterpart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a {@link CognitoServer} is set up: who its users and app clients are, and how it treats log-ins and tokens. */
public final class UserPool {

    private final Builder setup;

    private UserPool(Builder setup) {
        this.setup = setup;
    }

    /** @param id region, underscore and name, for instance {@code eu-central-1_Ab12Cd34E} */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Region, underscore and name. */
    public String id() {
        return setup.id;
    }

    String region() {
        return setup.id.substring(0, setup.id.indexOf('_'));
    }

    /** The part of the id after the underscore, which goes into the SRP proof. */
    String name() {
        return setup.id.substring(setup.id.indexOf('_') + 1);
    }

    Collection<PoolUser> users() {
        return setup.users.values();
    }

    /** The user's own name behind an alias; any other name as it is. */
    String unaliased(String userNameOrAlias) {
        return setup.aliases.getOrDefault(userNameOrAlias, userNameOrAlias);
    }

    Optional<PoolClient> client(String clientId) {
        return Optional.ofNullable(setup.clients.get(clientId));
    }

    List<SigV4Verifier.Account> administrators() {
        return setup.administrators;
    }

    Duration accessTokenLifetime() {
        return setup.accessTokenLifetime;
    }

    Duration idTokenLifetime() {
        return setup.idTokenLifetime;
    }

    Duration refreshTokenLifetime() {
        return setup.refreshTokenLifetime;
    }

    /** How long a used refresh token stays good; empty if refresh tokens are not replaced when they are used. */
    Optional<Duration> rotationGrace() {
        return setup.rotation ? Optional.of(setup.rotationGrace) : Optional.empty();
    }

    boolean knowsGetTokensFromRefreshToken() {
        return setup.knowsGetTokensFromRefreshToken;
    }

    boolean remembersDevices() {
        return setup.remembersDevices;
    }

    boolean hidesUnknownUsers() {
        return setup.hidesUnknownUsers;
    }

    boolean givesSessionWithPasswordVerifier() {
        return setup.sessionWithPasswordVerifier;
    }

    void recordSecrets(SecretLedger ledger) {
        users().stream().flatMap(PoolUser::secrets).forEach(ledger::record);
        setup.clients.values().stream()
                .flatMap(client -> client.secrets().stream())
                .forEach(ledger::record);
        administrators().forEach(keys -> ledger.record(keys.secretAccessKey()));
    }

    /** Collects what a pool consists of. */
    public static final class Builder {

        private final String id;
        private final Map<String, PoolUser> users = new LinkedHashMap<>();
        private final Map<String, String> aliases = new LinkedHashMap<>();
        private final Map<String, PoolClient> clients = new LinkedHashMap<>();
        private final List<SigV4Verifier.Account> administrators = new ArrayList<>();
        private Duration accessTokenLifetime = Duration.ofHours(1);
        private Duration idTokenLifetime = Duration.ofHours(1);
        private Duration refreshTokenLifetime = Duration.ofDays(30);
        private Duration rotationGrace = Duration.ZERO;
        private boolean rotation;
        private boolean knowsGetTokensFromRefreshToken = true;
        private boolean remembersDevices;
        private boolean hidesUnknownUsers;
        private boolean sessionWithPasswordVerifier;

        private Builder(String id) {
            this.id = id;
        }

        /** A confirmed user. */
        public Builder user(String name, String password) {
            return user(PoolUser.of(name, password));
        }

        /** A user with more than a password. */
        public Builder user(PoolUser user) {
            users.put(user.name(), user);
            return this;
        }

        /** Another name, usually an e-mail address, under which a user may log in. */
        public Builder alias(String alias, String userName) {
            aliases.put(alias, userName);
            return this;
        }

        /** An app client without a secret. */
        public Builder client(String clientId) {
            return client(PoolClient.of(clientId));
        }

        /** An app client with a secret, which then belongs into every call. */
        public Builder client(String clientId, String secret) {
            return client(PoolClient.of(clientId).withSecrets(secret));
        }

        /** An app client with more than one secret, or with less than all flows. */
        public Builder client(PoolClient client) {
            clients.put(client.id(), client);
            return this;
        }

        /** An AWS access key that may call the operations for administrators. */
        public Builder administrator(SigV4Verifier.Account keys) {
            administrators.add(keys);
            return this;
        }

        /** How long access and ID tokens are good for; one hour unless said. */
        public Builder tokenLifetime(Duration lifetime) {
            return tokenLifetimes(lifetime, lifetime);
        }

        /** How long access tokens and ID tokens are good for. */
        public Builder tokenLifetimes(Duration ofAccessTokens, Duration ofIdTokens) {
            this.accessTokenLifetime = ofAccessTokens;
            this.idTokenLifetime = ofIdTokens;
            return this;
        }

        /** How long after the log-in refresh tokens are good; 30 days unless said. */
        public Builder refreshTokenLifetime(Duration lifetime) {
            this.refreshTokenLifetime = lifetime;
            return this;
        }

        /** A refresh token is good for one use, which gives the next. */
        public Builder rotatingRefreshTokens() {
            return rotatingRefreshTokens(Duration.ZERO);
        }

        /** A refresh token is replaced when it is used, and the old one stays good for a while. */
        public Builder rotatingRefreshTokens(Duration grace) {
            this.rotation = true;
            this.rotationGrace = grace;
            return this;
        }

        /** A server from before GetTokensFromRefreshToken, which refreshes by REFRESH_TOKEN_AUTH only. */
        public Builder withoutGetTokensFromRefreshToken() {
            this.knowsGetTokensFromRefreshToken = false;
            return this;
        }

        /** Known devices are asked for their proof, others are offered a name; a refresh needs the device that logged in. */
        public Builder rememberingDevices() {
            this.remembersDevices = true;
            return this;
        }

        /** PreventUserExistenceErrors: an unknown user looks like a wrong password. */
        public Builder hidingUnknownUsers() {
            this.hidesUnknownUsers = true;
            return this;
        }

        /** PASSWORD_VERIFIER comes with a Session, which then belongs into the answer. */
        public Builder sessionWithPasswordVerifier() {
            this.sessionWithPasswordVerifier = true;
            return this;
        }

        /** The pool as it now stands; this builder is used up. */
        public UserPool build() {
            return new UserPool(this);
        }
    }
}
