package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.Secret;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class SecretsStayHiddenTest {

    private static final String IN_THE_FILE = "s3cret-in-the-file";
    private static final String TOTP = "MNFXG3DFMVYGYYLUNFSWK4TB";
    private static final String BEHIND_A_REFERENCE = "s3cret-behind-a-reference";

    private static final String EVERY_SECRET = """
            identity.user.type = cognito-user
            identity.user.user-pool-id = us-east-1_Ab12Cd34E
            identity.user.client-id = ${env:HIDDEN}
            identity.user.client-secret = s3cret-in-the-file
            identity.user.username = ${env:HIDDEN}
            identity.user.password = s3cret-in-the-file
            identity.user.totp-secret = MNFXG3DFMVYGYYLUNFSWK4TB
            identity.user.new-password = s3cret-in-the-file-too
            identity.user.attribute.family_name = ${env:HIDDEN}
            identity.user.client-metadata.tenant = ${env:HIDDEN}
            identity.user.device-key = ${env:HIDDEN}
            identity.user.device-group-key = ${env:HIDDEN}
            identity.user.device-password = s3cret-in-the-file
            identity.user.proxy = http://${env:HIDDEN}:3128
            identity.user.region = eu-west-1
            identity.user.endpoint = http://${env:HIDDEN}
            identity.key.type = api-key
            identity.key.api-key = s3cret-in-the-file
            identity.jwt.type = token
            identity.jwt.value = ${env:HIDDEN}
            identity.aws.type = aws
            identity.aws.access-key-id = ${env:HIDDEN}
            identity.aws.secret-access-key = s3cret-in-the-file
            identity.aws.session-token = ${env:HIDDEN}
            identity.oauth.type = client-credentials
            identity.oauth.token-url = https://${env:HIDDEN}
            identity.oauth.client-id = ${env:HIDDEN}
            identity.oauth.client-secret = s3cret-in-the-file
            identity.oauth.scopes = ${env:HIDDEN}
            identity.oauth.audience = ${env:HIDDEN}
            identity.printed.type = token
            identity.printed.command = print s3cret-in-the-file
            identity.vaulted.type = api-key
            identity.vaulted.api-key = ${file:/run/key}
            token-store = rediss://${env:HIDDEN}
            token-store.key = czNjcmV0LWluLXRoZS1maWxlLTI0Ynl0
            token-store.username = ${env:HIDDEN}
            token-store.password = s3cret-in-the-file
            secrets.profile = ${env:HIDDEN}
            rule.user.hosts = a.example.com
            rule.user.identity = user
            """;

    private static final String WRONG_EVERYWHERE = """
            identity.user.type = cognito-user
            identity.user.pasword = s3cret-in-the-file
            identity.user.client-secret = s3cret-in-the-file${
            identity.user.timeout = ${env:HIDDEN}
            identity.user.region = ${env:HIDDEN}
            identity.user.endpoint = ${env:HIDDEN}
            identity.user.user-pool-id = ${env:HIDDEN}
            identity.user.flow = ${env:HIDDEN}
            identity.user.totp-secret = s3cret-in-the-file-0189
            identity.user.password = s3cret-in-the-file
            identity.user.new-password = s3cret-in-the-file
            identity.user.attribute. = s3cret-in-the-file
            identity.user.attribute.custom:secret = s3cret-in-the-file
            identity.user.device-password = s3cret-in-the-file
            identity.user.verify-tokens = ${env:HIDDEN}
            identity.user.use-fips-endpoint = ${env:HIDDEN}
            identity.user.proxy = http://user:s3cret-in-the-file@${env:HIDDEN}
            s3cret-in-the-file
            ${env:HIDDEN} = ${env:HIDDEN}
            identity.other.type = ${env:HIDDEN}
            identity.aws.type = aws
            identity.aws.secret-access-key = s3cret-in-the-file
            identity.aws.role-arn = ${env:HIDDEN}
            identity.aws.role-session-name = ${env:HIDDEN} x
            identity.aws.source = ${env:HIDDEN}
            identity.oauth.type = client-credentials
            identity.oauth.token-url = https://s3cret-in-the-file@a.example.com
            identity.oauth.client-auth = ${env:HIDDEN}
            identity.printed.type = token
            identity.printed.command = print "s3cret-in-the-file
            identity.printed.ttl = ${env:HIDDEN}
            identity.pool.type = cognito-identity-pool
            identity.pool.identity-pool-id = ${env:HIDDEN}
            identity.pool.login = ${env:HIDDEN}
            rule.user.hosts = http://${env:HIDDEN}, *.${env:HIDDEN}, ${env:HIDDEN}:x
            rule.user.paths = ${env:HIDDEN}
            rule.user.methods = ${env:HIDDEN} x
            rule.user.identity = ${env:HIDDEN}
            rule.user.retry-on = ${env:HIDDEN}
            rule.user.max-buffered-body = ${env:HIDDEN}
            rule.user.on-existing = ${env:HIDDEN}
            rule.aws.hosts = ${env:HIDDEN}
            rule.aws.identity = aws
            rule.aws.auth = ${env:HIDDEN}
            rule.aws.region = ${env:HIDDEN}
            rule.also.hosts = ${env:HIDDEN}
            rule.also.identity = aws
            token-store = redis://user:s3cret-in-the-file@${env:HIDDEN}
            token-store.key = s3cret-in-the-file
            secrets.region = ${env:HIDDEN}
            secrets.proxy = http://user:s3cret-in-the-file@proxy
            s3cret
            """;

    private final FakeEnvironment environment =
            new FakeEnvironment().withVariable("HIDDEN", BEHIND_A_REFERENCE).withFile("/run/key", BEHIND_A_REFERENCE);

    @Test
    void noValueTypePrintsASecret() throws ReflectiveOperationException, RulesException {
        RuleSet rules = RulesText.read(EVERY_SECRET, environment);

        Set<String> types = new LinkedHashSet<>();
        for (Object value : reachableFrom(rules)) {
            assertThat(value.toString())
                    .as(value.getClass().getName())
                    .doesNotContain(IN_THE_FILE, BEHIND_A_REFERENCE, TOTP);
            types.add(value.getClass().getSimpleName());
        }
        assertThat(types)
                .contains(
                        "RuleSet",
                        "GlobalSettings",
                        "Rule",
                        "IdentitySettings",
                        "HostPattern",
                        "PathPattern",
                        "Problem",
                        "IdentityType");
        IdentitySettings user = rules.identities().values().iterator().next();
        assertThat(user.secret("password")).isEqualTo(Secret.of(IN_THE_FILE));
        assertThat(user.secret("username")).hasToString("Secret(****)");
        assertThat(user.secret("totp-secret")).isEqualTo(Secret.of(TOTP)).hasToString("Secret(****)");
        assertThat(user.secret("new-password")).hasToString("Secret(****)");
        assertThat(user.secret("device-password")).hasToString("Secret(****)");
        assertThat(rules.warnings()).extracting(Problem::line).contains(7, 15, 16);
    }

    @Test
    void noProblemQuotesASecret() {
        RulesException failure = RulesText.failure(WRONG_EVERYWHERE, environment);

        assertThat(failure.problems()).hasSizeGreaterThan(30);
        assertThat(failure.toString()).doesNotContain("s3cret");
        assertThat(failure.problems().toString()).doesNotContain("s3cret");
    }

    /** Everything that the accessors of our types give, through collections. */
    private static Set<Object> reachableFrom(Object root) throws ReflectiveOperationException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> waiting = new ArrayDeque<>();
        waiting.add(root);
        while (!waiting.isEmpty()) {
            Object value = waiting.remove();
            if (!seen.add(value)) {
                continue;
            }
            if (value instanceof Collection<?> elements) {
                waiting.addAll(elements);
            } else if (value instanceof Map<?, ?> map) {
                waiting.addAll(map.values());
            } else if (value.getClass().getName().startsWith("io.countersign.rules.")) {
                addAccessed(value, waiting);
            }
        }
        return seen;
    }

    private static void addAccessed(Object value, Deque<Object> waiting) throws ReflectiveOperationException {
        for (Method method : value.getClass().getDeclaredMethods()) {
            boolean accessor = Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0;
            Object accessed = accessor ? method.invoke(value) : null;
            if (accessed != null) {
                waiting.add(accessed);
            }
        }
    }
}
