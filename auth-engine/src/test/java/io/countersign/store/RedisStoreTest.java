package io.countersign.store;

import io.countersign.counterpart.RedisServer;
import io.countersign.counterpart.ServerCertificate;
import io.countersign.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a real Redis: what it keeps, and everything that it answers instead. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class RedisStoreTest {

    private static final String PASSWORD = "redis-s3cret";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] CONTENT = "tokens".getBytes(StandardCharsets.UTF_8);

    @SuppressWarnings("NullAway.Init")
    private static RedisServer server;

    @BeforeAll
    static void start() {
        Assumptions.assumeFalse(
                RedisServer.mayBeMissed(), "no redis-server on this machine: apt-get install redis-server");
        server = RedisServer.start(PASSWORD);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatOneLeavesTheNextFindsForAMonth() throws StoreException {
        try (TokenStore.Visit visit = visit("left")) {
            assertThat(visit.read()).isEmpty();
            assertThat(visit.tryLock()).isTrue();
            visit.write(CONTENT);
        }
        try (TokenStore.Visit visit = visit("left")) {
            assertThat(visit.read()).isEqualTo(CONTENT);
        }
        assertThat(server.ask("TTL", "countersign:{left}")).first().asString().startsWith(":259");
        assertThat(server.ask("EXISTS", "countersign:{left}:lock")).containsExactly(":0");
    }

    @Test
    void itTellsTheTime() throws StoreException {
        try (TokenStore.Visit visit = visit("time")) {
            long first = visit.now();
            assertThat(visit.now()).isGreaterThanOrEqualTo(first).isGreaterThan(1_700_000_000_000L);
        }
    }

    @Test
    void oneHasTheLockUntilItsVisitIsOver() throws StoreException {
        try (TokenStore.Visit first = visit("lock");
                TokenStore.Visit second = visit("lock")) {
            assertThat(first.tryLock()).isTrue();
            assertThat(second.tryLock()).isFalse();
            second.write(CONTENT);
            assertThat(second.read()).isEmpty();
            second.close();
            try (TokenStore.Visit third = visit("lock")) {
                assertThat(third.tryLock()).isFalse();
                first.close();
                assertThat(third.tryLock()).isTrue();
            }
        }
    }

    @Test
    void aLockLapsesAndItsFormerOwnerWritesNothing() throws StoreException {
        TokenStore store = store(server.url(), PASSWORD, PATIENCE);
        try (TokenStore.Visit slow = store.visit("lapsed", Duration.ofMillis(1));
                TokenStore.Visit next = visit("lapsed")) {
            assertThat(slow.tryLock()).isTrue();
            boolean taken = next.tryLock();
            while (!taken) {
                taken = next.tryLock();
            }
            slow.write("late".getBytes(StandardCharsets.UTF_8));
            next.write(CONTENT);
            slow.close();
            assertThat(next.read()).isEqualTo(CONTENT);
            assertThat(server.ask("EXISTS", "countersign:{lapsed}:lock")).containsExactly(":1");
        }
    }

    @Test
    void ofAValueThatIsTooLongOnlyTheStartIsRead() throws StoreException {
        server.ask("SETRANGE", "countersign:{long}", "1000000", "x");

        try (TokenStore.Visit visit = visit("long")) {
            assertThat(visit.read()).hasSize(StoredTokens.LONGEST);
        }
    }

    @Test
    void aUserOfItsOwnAndAnotherDatabaseWillDo() throws StoreException {
        server.ask(
                "ACL",
                "SETUSER",
                "orders",
                "on",
                ">orders-s3cret",
                "~countersign:*",
                "+get",
                "+getrange",
                "+set",
                "+del",
                "+eval",
                "+time",
                "+select");
        URI third = URI.create(server.url() + "/3");
        TokenStore store = RedisStore.of(third, "orders", Secret.of("orders-s3cret"), PATIENCE, new SecureRandom());

        try (TokenStore.Visit visit = store.visit("third", PATIENCE)) {
            assertThat(visit.tryLock()).isTrue();
            visit.write(CONTENT);
            assertThat(visit.now()).isPositive();
            assertThat(visit.read()).isEqualTo(CONTENT);
        }
        assertThat(server.ask("EXISTS", "countersign:{third}")).containsExactly(":0");
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() {
        assertThatThrownBy(() -> store(server.url(), "wr0ng", PATIENCE).visit("entry", PATIENCE))
                .isInstanceOf(StoreException.class)
                .hasMessage("refuses the log-in or a command (WRONGPASS); correct token-store.username and"
                        + " token-store.password, and allow the user GET, GETRANGE, SET, DEL, EVAL and TIME");
    }

    @Test
    void aMissingPasswordIsNamed() {
        TokenStore store = RedisStore.of(server.url(), null, null, PATIENCE, new SecureRandom());

        assertThatThrownBy(() -> store.visit("entry", PATIENCE).now())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("correct token-store.username and token-store.password");
    }

    @Test
    void aServerThatIsFullSaysSo() throws StoreException {
        try (RedisServer full = RedisServer.start(PASSWORD, "--maxmemory", "1", "--maxmemory-policy", "noeviction");
                TokenStore.Visit visit = store(full.url(), PASSWORD, PATIENCE).visit("entry", PATIENCE)) {
            assertThatThrownBy(visit::tryLock)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("refuses with OOM; see the server's log and its memory");
        }
    }

    @Test
    void nobodyThereIsNamed() {
        URI nowhere = URI.create("redis://127.0.0.1:1");

        assertThatThrownBy(() -> store(nowhere, PASSWORD, PATIENCE).visit("entry", PATIENCE))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot be reached: ")
                .hasMessageContaining("Connection refused")
                .hasMessageEndingWith("; check token-store, the server and the network");
    }

    @Test
    void aServerThatHangsIsGivenUp() throws StoreException {
        RedisServer frozen = RedisServer.start(PASSWORD);
        try (frozen;
                TokenStore.Visit visit =
                        store(frozen.url(), PASSWORD, Duration.ofMillis(300)).visit("entry", PATIENCE)) {
            frozen.freeze();
            assertThatThrownBy(visit::read)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("cannot be reached: ");
            frozen.thaw();
        }
    }

    @Test
    void overTlsTheCertificateAndItsNameAreChecked(@TempDir Path folder) throws Exception {
        ServerCertificate certificate = ServerCertificate.in(folder);
        List<String> options = certificate.trustOptions();
        try (RedisServer secure = RedisServer.startSecure(PASSWORD, certificate)) {
            TokenStore untrusting = store(secure.url(), PASSWORD, PATIENCE);
            assertThatThrownBy(() -> untrusting.visit("entry", PATIENCE).now())
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("cannot be reached: ");
            assertThat(options).isNotEmpty();
        }
    }

    private static TokenStore.Visit visit(String entry) throws StoreException {
        return store(server.url(), PASSWORD, PATIENCE).visit(entry, PATIENCE);
    }

    private static TokenStore store(URI url, String password, Duration timeout) {
        return RedisStore.of(url, null, Secret.of(password), timeout, new SecureRandom());
    }
}
