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
    private static final String BEHIND_A_REFERENCE = "s3cret-behind-a-reference";

    private final FakeEnvironment environment = new FakeEnvironment().withVariable("HIDDEN", BEHIND_A_REFERENCE);

    @Test
    void noValueTypePrintsASecret() throws ReflectiveOperationException, RulesException {
        RuleSet rules = RulesText.read("""
                identity.user.type = cognito-user
                identity.user.user-pool-id = us-east-1_Ab12Cd34E
                identity.user.client-id = ${env:HIDDEN}
                identity.user.client-secret = s3cret-in-the-file
                identity.user.username = ${env:HIDDEN}
                identity.user.password = s3cret-in-the-file
                identity.key.type = api-key
                identity.key.api-key = s3cret-in-the-file
                identity.jwt.type = token
                identity.jwt.value = ${env:HIDDEN}
                identity.aws.type = aws
                identity.aws.access-key-id = ${env:HIDDEN}
                identity.aws.secret-access-key = s3cret-in-the-file
                identity.aws.session-token = ${env:HIDDEN}
                rule.user.hosts = a.example.com
                rule.user.identity = user
                """, environment);

        Set<String> types = new LinkedHashSet<>();
        for (Object value : reachableFrom(rules)) {
            assertThat(value.toString()).as(value.getClass().getName()).doesNotContain(IN_THE_FILE, BEHIND_A_REFERENCE);
            types.add(value.getClass().getSimpleName());
        }
        assertThat(types)
                .contains(
                        "RuleSet", "Rule", "IdentitySettings", "HostPattern", "PathPattern", "Problem", "IdentityType");
        IdentitySettings user = rules.identities().values().iterator().next();
        assertThat(user.secret("password")).isEqualTo(Secret.of(IN_THE_FILE));
        assertThat(user.secret("username")).hasToString("Secret(****)");
    }

    @Test
    void noProblemQuotesASecret() {
        RulesException failure = RulesText.failure("""
                identity.user.type = cognito-user
                identity.user.pasword = s3cret-in-the-file
                identity.user.client-secret = s3cret-in-the-file${
                identity.user.timeout = ${env:HIDDEN}
                identity.user.region = ${env:HIDDEN}
                identity.user.endpoint = ${env:HIDDEN}
                identity.user.user-pool-id = ${env:HIDDEN}
                s3cret-in-the-file
                ${env:HIDDEN} = ${env:HIDDEN}
                identity.other.type = ${env:HIDDEN}
                identity.aws.type = aws
                identity.aws.secret-access-key = s3cret-in-the-file
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
                """, environment);

        assertThat(failure.problems()).hasSizeGreaterThan(20);
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
