package io.countersign.store;

import io.countersign.secret.Secret;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis or Valkey server. Each visit has a connection of its own: tokens are fetched once in an hour or so. */
public final class RedisStore implements TokenStore {

    private static final int PORT = 6379;
    private static final int OWNER_BYTES = 16;

    private final HostAndPort address;
    private final DefaultJedisClientConfig settings;
    private final SecureRandom random;

    private RedisStore(HostAndPort address, DefaultJedisClientConfig settings, SecureRandom random) {
        this.address = address;
        this.settings = settings;
        this.random = random;
    }

    /**
     * A server that nothing has been sent to yet.
     *
     * @param url {@code redis://host:port/database}, or {@code rediss} for TLS, which checks the server's certificate and
     *     its name as the JVM does for https
     * @param username null for the default user
     * @param password null if the server wants none
     * @param timeout how long connecting, and each command, may wait for the server
     */
    public static RedisStore of(
            URI url, @Nullable String username, @Nullable Secret password, Duration timeout, SecureRandom random) {
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .timeoutMillis(Math.toIntExact(timeout.toMillis()))
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .user(username)
                .password(password == null ? null : password.reveal())
                .database(database(url));
        if ("rediss".equals(url.getScheme())) {
            SSLParameters checked = new SSLParameters();
            checked.setEndpointIdentificationAlgorithm("HTTPS");
            settings.ssl(true).sslParameters(checked);
        }
        HostAndPort address = new HostAndPort(host(url), url.getPort() < 0 ? PORT : url.getPort());
        return new RedisStore(address, settings.build(), random);
    }

    @Override
    public Visit visit(String entry, Duration lease) throws StoreException {
        byte[] owner = new byte[OWNER_BYTES];
        random.nextBytes(owner);
        try {
            Connection connection = new Connection(address, settings);
            return new RedisVisit(connection, entry, Base64.getEncoder().encodeToString(owner), lease);
        } catch (JedisException e) {
            throw RedisVisit.failure(e);
        }
    }

    private static int database(URI url) {
        String path = url.getPath();
        return path.length() > 1 ? Integer.parseInt(path.substring(1)) : 0;
    }

    /** An IPv6 address has brackets in a URL only. */
    private static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return "the token store " + (settings.isSsl() ? "rediss://" : "redis://") + address;
    }
}
