package io.countersign.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One entry on a Redis server: a value, and a lock that lapses. The lock holds a word that only its owner knows, and what
 * depends on it is done by the server in one step.
 *
 * @see <a href="https://redis.io/docs/latest/commands/set/">SET, Patterns</a>
 */
final class RedisVisit implements TokenStore.Visit {

    /** Refresh tokens live for 30 days unless the user pool says otherwise; each use of the store begins that anew. */
    private static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(30);

    private static final String UNLOCK =
            "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) end return 0";

    private static final String WRITE = "if redis.call('get',KEYS[1])==ARGV[1] then"
            + " redis.call('set',KEYS[2],ARGV[2],'PX',ARGV[3]) return 1 end return 0";

    private final Connection connection;
    private final String entry;
    private final String owner;
    private final long lease;
    private volatile boolean locked;

    RedisVisit(Connection connection, String entry, String owner, Duration lease) {
        this.connection = connection;
        this.entry = "countersign:{" + entry + "}";
        this.owner = owner;
        this.lease = lease.toMillis();
    }

    @Override
    public long now() throws StoreException {
        List<?> secondsAndMicros = told(List.class, new CommandArguments(Command.TIME));
        return number(secondsAndMicros, 0) * 1000 + number(secondsAndMicros, 1) / 1000;
    }

    /** A part of the value at most: whoever can write there must not fill this JVM's memory. */
    @Override
    public byte[] read() throws StoreException {
        return told(
                byte[].class,
                new CommandArguments(Command.GETRANGE).add(entry).add(0).add(StoredTokens.LONGEST - 1));
    }

    @Override
    public boolean tryLock() throws StoreException {
        Object answer = asked(new CommandArguments(Command.SET)
                .add(lockName())
                .add(owner)
                .add("NX")
                .add("PX")
                .add(lease));
        locked = answer != null;
        return locked;
    }

    @Override
    public void write(byte[] content) throws StoreException {
        asked(new CommandArguments(Command.EVAL)
                .add(WRITE)
                .add(2)
                .add(lockName())
                .add(entry)
                .add(owner)
                .add(content)
                .add(KEPT_MILLIS));
    }

    @Override
    public void close() {
        try {
            if (locked && !connection.isBroken()) {
                asked(new CommandArguments(Command.EVAL)
                        .add(UNLOCK)
                        .add(1)
                        .add(lockName())
                        .add(owner));
            }
            connection.close();
        } catch (StoreException | JedisException ignored) {
            // The lock lapses by itself.
        }
    }

    private String lockName() {
        return entry + ":lock";
    }

    private @Nullable Object asked(CommandArguments command) throws StoreException {
        try {
            return connection.executeCommand(command);
        } catch (JedisException e) {
            throw failure(e);
        }
    }

    private <T> T told(Class<T> kind, CommandArguments command) throws StoreException {
        Object answer = asked(command);
        if (!kind.isInstance(answer)) {
            throw new StoreException("does not answer as Redis does; check token-store", null);
        }
        return kind.cast(answer);
    }

    private static long number(List<?> answer, int index) throws StoreException {
        try {
            return Long.parseLong(new String((byte[]) answer.get(index), StandardCharsets.US_ASCII));
        } catch (RuntimeException e) {
            throw new StoreException("does not answer as Redis does; check token-store", e);
        }
    }

    /** Of what the server says only the code is repeated: some servers quote what they were sent, the password too. */
    static StoreException failure(JedisException e) {
        if (e instanceof JedisAccessControlException) {
            return new StoreException(
                    "refuses the log-in or a command (" + code(e) + "); correct token-store.username and"
                            + " token-store.password, and allow the user GET, GETRANGE, SET, DEL, EVAL and TIME",
                    null);
        }
        if (e instanceof JedisDataException) {
            return new StoreException("refuses with " + code(e) + "; see the server's log and its memory", null);
        }
        if (e instanceof JedisConnectionException) {
            return new StoreException(
                    "cannot be reached: " + rootCause(e) + "; check token-store, the server and the network", e);
        }
        return new StoreException("does not answer as Redis does; check token-store", e);
    }

    private static String code(JedisException e) {
        String message = String.valueOf(e.getMessage());
        int end = 0;
        while (end < message.length() && Character.isUpperCase(message.charAt(end))) {
            end++;
        }
        return end == 0 ? "an error" : message.substring(0, end);
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        for (Throwable next = e; next != null; next = next.getCause()) {
            cause = next.getSuppressed().length > 0 ? next.getSuppressed()[0] : next;
        }
        return cause instanceof JedisException
                ? String.valueOf(cause.getMessage())
                : cause.toString().replaceAll("\\s+", " ");
    }
}
