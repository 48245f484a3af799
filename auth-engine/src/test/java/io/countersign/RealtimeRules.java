package io.countersign;

import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Rules for one AppSync API, and what its web sockets are opened with and say. */
final class RealtimeRules {

    static final String HTTP_HOST = "abc.appsync-api.eu-west-1.amazonaws.com";
    static final String REALTIME = "wss://abc.appsync-realtime-api.eu-west-1.amazonaws.com/graphql";
    static final String START = "{\"id\":\"1\",\"type\":\"start\",\"payload\":{\"data\":\"{}\"}}";

    static final String KEY = """
            identity.k.type = api-key
            identity.k.api-key = the-key
            rule.k.hosts = %s
            rule.k.identity = k
            rule.k.auth = appsync
            """;

    static final String IAM = """
            identity.s.type = aws
            identity.s.access-key-id = AKIDEXAMPLE
            identity.s.secret-access-key = the-secret-key
            rule.s.hosts = %s
            rule.s.identity = s
            rule.s.auth = appsync
            rule.s.region = eu-west-1
            """;

    private RealtimeRules() {}

    static AuthEngine engine(Path folder, String rules) throws IOException, RulesException {
        Path file = Files.writeString(folder.resolve("agent.properties"), rules, StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        Surroundings surroundings = Surroundings.of(clock, new SecureRandom(), Runnable::run, time -> {});
        return AuthEngine.of(RulesFile.read(file.toFile(), null, Environment.ofProcess()), surroundings);
    }

    static String signature(String object) {
        int from = object.indexOf("Signature=");
        return object.substring(from, object.indexOf('"', from));
    }
}
