package io.countersign;

import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which identities live on when the rules are replaced by others, and which start anew. */
final class SuccessionTest {

    private static final List<String> NAMES = List.of("user", "key", "pool", "role", "caller");

    private static final String RULES = """
            identity.user.type = cognito-user
            identity.user.user-pool-id = eu-central-1_Ab12Cd34E
            identity.user.client-id = 1example23456789
            identity.user.username = ${file:name}
            identity.user.password = ${file:password}
            identity.key.type = api-key
            identity.key.api-key = ${file:key}
            identity.pool.type = cognito-identity-pool
            identity.pool.identity-pool-id = eu-central-1:11111111-2222-3333-4444-555555555555
            identity.pool.login = user
            identity.caller.type = aws
            identity.caller.access-key-id = AKIDEXAMPLE
            identity.caller.secret-access-key = first
            identity.role.type = aws
            identity.role.role-arn = arn:aws:iam::123456789012:role/orders
            identity.role.source = caller
            identity.role.region = eu-central-1
            default.service = execute-api
            default.region = eu-central-1
            rule.user.hosts = user.example.com
            rule.user.identity = user
            rule.key.hosts = key.example.com
            rule.key.identity = key
            rule.pool.hosts = pool.example.com
            rule.pool.identity = pool
            rule.role.hosts = role.example.com
            rule.role.identity = role
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void secrets() throws Exception {
        write("name", "svc-orders");
        write("password", "Succession 1!");
        write("key", "succession-key-1");
    }

    @Test
    void identitiesThatStayAsTheyAreLiveOn() throws Exception {
        assertThat(changedBy(RULES + "rule.key.paths = /v2/**\nreload = 5s\n")).isEmpty();
        String moved = "rule.more.hosts = more.example.com\nrule.more.identity = key\n" + RULES;
        assertThat(changedBy(moved)).isEmpty();
    }

    @Test
    void anIdentityWithAnotherSettingStartsAnew() throws Exception {
        assertThat(changedBy(RULES.replace("${file:key}", "written"))).containsExactly("key");
        assertThat(changedBy(RULES + "identity.role.duration = 20m\n")).containsExactly("role");
    }

    @Test
    void soDoWhatDependsOnIt() throws Exception {
        assertThat(changedBy(RULES + "identity.user.timeout = 7s\n")).containsExactly("user", "pool");
        assertThat(changedBy(RULES.replace("= first", "= second"))).containsExactly("role", "caller");
    }

    @Test
    void aLogInKeepsItsTokensWhenTheFileOfItsPasswordChanges() throws Exception {
        Identities before = identities(RULES);
        write("password", "Succession 2!");

        assertThat(changed(before, RULES)).isEmpty();
    }

    @Test
    void anotherUserOrKeyInAFileStartsAnew() throws Exception {
        Identities before = identities(RULES);
        write("name", "svc-billing");
        write("key", "succession-key-2");

        assertThat(changed(before, RULES)).containsExactly("user", "key", "pool");
    }

    @Test
    void settingsForTheWholeJvmConcernThoseWhoNeedThem() throws Exception {
        assertThat(changedBy(RULES + "secrets.timeout = 9s\n")).containsExactly("user", "key", "pool");
        String written = RULES.replace("${file:name}", "n").replace("${file:password}", "p");
        assertThat(changed(identities(written), written + "token-store = file:tokens\n"))
                .containsExactly("user", "key", "pool");
    }

    @Test
    void whatIsLeftInNoLaterVersionIsNotKept() throws Exception {
        Identities before = identities(RULES);
        Identity role = before.named("role");
        String without = RULES.replaceAll("(?m)^(identity|rule)\\.(key|user|pool)\\..*\\n", "");
        Identities after = before.succeededBy(rules(without));

        assertThat(after.named("role")).isSameAs(role);
        assertThat(after.succeededBy(rules(RULES)).named("user")).isNotSameAs(before.named("user"));
    }

    /** Of the names above, those whose identities are others than with the rules above. */
    private List<String> changedBy(String rules) throws Exception {
        return changed(identities(RULES), rules);
    }

    private List<String> changed(Identities before, String rules) throws Exception {
        Map<String, Identity> known = NAMES.stream().collect(Collectors.toMap(name -> name, before::named));
        Identities after = before.succeededBy(rules(rules));
        return NAMES.stream()
                .filter(name -> after.named(name) != known.get(name))
                .toList();
    }

    private Identities identities(String text) throws Exception {
        RuleSet rules = rules(text);
        Surroundings world = Surroundings.of(Clock.systemUTC(), new SecureRandom(), Runnable::run, time -> {});
        return Identities.of(rules.identities(), rules.global(), world);
    }

    private RuleSet rules(String text) throws Exception {
        return RulesFile.read(write("agent.properties", text).toFile(), null, Environment.ofProcess());
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
