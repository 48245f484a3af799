package io.countersign.it.libraries;

import io.countersign.counterpart.OAuthServer;
import io.countersign.counterpart.OAuthServer.RegisteredClient;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** One API for each kind of credentials, one that wants none and that no rule names, and the issuer of the tokens. */
final class Site implements AutoCloseable {

    private static final String CLIENT = "library-client";
    private static final String CLIENT_SECRET = "library-client-secret-4d18";
    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIALIBRARYEXAMPLE", "library/secret+access+key/93b0", "");

    private final SecretLedger ledger = RunLogs.ledger();
    private final String key = ledger.record("library-api-key-5e72");
    private final OAuthServer issuer =
            OAuthServer.start(new RegisteredClient(CLIENT, CLIENT_SECRET, false, List.of(), ""), ledger);

    final Api keyed = Api.requiring(Requirement.apiKey(key));
    final Api token = Api.requiring(issuer.requirement("", ""));
    final Api signed = Api.requiring(
            Requirement.signature(SigV4Verifier.of(ACCOUNT, "execute-api", "eu-central-1", Clock.systemUTC())));
    final Api open = Api.requiring(Requirement.none());

    Site() {
        ledger.record(ACCOUNT.secretAccessKey());
    }

    /** How often a token was asked for. */
    int logIns() {
        return issuer.tokenRequests().size();
    }

    void reset() {
        apis().forEach(Api::reset);
    }

    Path writeRules(Path folder) throws IOException {
        return new RulesFile()
                .identity("partner", "client-credentials")
                .with("client-id", CLIENT)
                .with("client-secret", CLIENT_SECRET)
                .with("token-url", issuer.tokenUrl())
                .with("timeout", "30s")
                .identity("catalog", "api-key")
                .with("api-key", key)
                .identity("role", "aws")
                .with("access-key-id", ACCOUNT.accessKeyId())
                .with("secret-access-key", ACCOUNT.secretAccessKey())
                .rule("keyed", keyed.authority(), "catalog")
                .rule("token", token.authority(), "partner")
                .rule("signed", signed.authority(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .write(folder);
    }

    @Override
    public void close() {
        apis().forEach(Api::close);
        issuer.close();
    }

    private List<Api> apis() {
        return List.of(keyed, token, signed, open);
    }
}
