package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.net.URI;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** APIs that want signatures of what arrives, host, path and body; and the rule under which the agent makes them. */
final class SignedApis {

    /** A host that exists for the proxies of the tests only. */
    static final String NAME = "api.example.test";

    /** Bytes that are no text in any encoding. */
    static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', (byte) 0xc3, '"', '}'};

    private static final SigV4Verifier.Account KEY =
            new SigV4Verifier.Account("AKIAWIREEXAMPLE", "wire/secret+access+key/91fe", "");

    private SignedApis() {}

    static Requirement signature() {
        return Requirement.signature(SigV4Verifier.of(KEY, "execute-api", "eu-central-1", Clock.systemUTC()));
    }

    /** A rules file for these APIs and for {@link #NAME} under its default ports. */
    static RulesFile rules(ApiServer... apis) {
        String hosts = Stream.concat(
                        Stream.of(NAME, NAME + ":80"), Stream.of(apis).map(api -> "127.0.0.1:" + api.port()))
                .collect(Collectors.joining(", "));
        return new RulesFile()
                .identity("role", "aws")
                .with("access-key-id", KEY.accessKeyId())
                .with("secret-access-key", RunLogs.ledger().record(KEY.secretAccessKey()))
                .rule("signed", hosts, "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .with("allow-plain-http", "true");
    }

    /** A GET and a POST there are let in, and nothing else arrives. */
    static void assertLetsIn(ApiServer api, AppUnderTest app, URI uri) {
        api.reset();
        Outcome got = app.send("GET", uri);
        Outcome posted = app.send("POST", uri, BODY);
        assertThat(api.refusals()).isEmpty();
        assertThat(got).isEqualTo(Outcome.answer(200, new byte[0]));
        assertThat(posted).isEqualTo(Outcome.answer(200, BODY));
        assertThat(api.received()).hasSize(2);
    }
}
