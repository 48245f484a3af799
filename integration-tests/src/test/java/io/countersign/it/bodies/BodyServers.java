package io.countersign.it.bodies;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** APIs that differ in what their rule makes of a body. */
final class BodyServers implements AutoCloseable {

    private final SecretLedger ledger = RunLogs.ledger();
    private final String apiKey = ledger.record("bodies-api-key-61c4");
    private final SigV4Verifier.Account account =
            new SigV4Verifier.Account("AKIABODIESEXAMPLE", "bodies/secret+access+key/90ef", "");
    private final String limit;

    /** Verifies the signature of the bytes that arrive; its rule has the default limit. */
    final ApiServer signed;

    /** Takes anything; its rule signs bodies up to the limit and refuses longer ones. */
    final ApiServer failing;

    /** Takes anything; its rule signs bodies up to the limit and passes longer ones on. */
    final ApiServer passing;

    /** Wants a key, which has nothing to do with the body. */
    final ApiServer keyed;

    private BodyServers(String limit, Function<Requirement, ApiServer> server) {
        this.limit = limit;
        ledger.record(account.secretAccessKey());
        SigV4Verifier verifier = SigV4Verifier.of(account, "execute-api", "eu-central-1", Clock.systemUTC());
        signed = server.apply(Requirement.signature(verifier));
        failing = server.apply(Requirement.none());
        passing = server.apply(Requirement.none());
        keyed = server.apply(Requirement.apiKey(apiKey));
    }

    /** Servers that keep what they receive. */
    static BodyServers keeping(String limit) {
        return new BodyServers(limit, ApiServer::requiring);
    }

    /** Servers that only count and digest what they receive. */
    static BodyServers digesting(String limit) {
        return new BodyServers(limit, ApiServer::digesting);
    }

    Path writeRules(Path folder) throws IOException {
        return new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", apiKey)
                .rule("keyed", "127.0.0.1:" + keyed.port(), "catalog")
                .with("max-buffered-body", limit)
                .identity("role", "aws")
                .with("access-key-id", account.accessKeyId())
                .with("secret-access-key", account.secretAccessKey())
                .rule("signed", "127.0.0.1:" + signed.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .rule("failing", "127.0.0.1:" + failing.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .with("max-buffered-body", limit)
                .rule("passing", "127.0.0.1:" + passing.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .with("max-buffered-body", limit)
                .with("on-failure", "pass")
                .write(folder);
    }

    void reset() {
        all().forEach(ApiServer::reset);
    }

    @Override
    public void close() {
        all().forEach(ApiServer::close);
    }

    private List<ApiServer> all() {
        return List.of(signed, failing, passing, keyed);
    }
}
