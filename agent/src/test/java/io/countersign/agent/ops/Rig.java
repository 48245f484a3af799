package io.countersign.agent.ops;

import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Rules with an API key and a user, and a clock that stands still. */
final class Rig {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T15:04:05Z"), ZoneOffset.UTC);

    static final String RULES = """
            identity.key.type = api-key
            identity.key.api-key = the-key
            identity.svc.type = cognito-user
            identity.svc.user-pool-id = us-east-1_Ab12Cd34E
            identity.svc.client-id = client
            identity.svc.username = svc
            identity.svc.password = the-password
            rule.keyed.hosts = keyed.example.com
            rule.keyed.identity = key
            rule.orders.hosts = orders.example.com
            rule.orders.identity = svc
            rule.orders.debug = true
            """;

    private Rig() {}

    static RuleSet rules(Path folder, String text) throws IOException, RulesException {
        Path file = Files.writeString(folder.resolve("agent.properties"), text);
        return RulesFile.read(file.toFile(), null, Environment.ofProcess());
    }
}
