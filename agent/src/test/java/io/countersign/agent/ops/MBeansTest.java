package io.countersign.agent.ops;

import io.countersign.event.HopOutcome;
import io.countersign.request.RequestTarget;
import java.net.URI;
import java.nio.file.Path;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures in an MBean server that somebody made. */
final class MBeansTest {

    private static final ObjectName ALL = name("io.countersign:*");

    private final MBeanServer server = MBeanServerFactory.createMBeanServer();

    @TempDir
    Path folder;

    @AfterEach
    void release() {
        MBeanServerFactory.releaseMBeanServer(server);
    }

    @Test
    void eachRuleAndIdentityAndTheAgentHaveOne() throws Exception {
        Operations operations = operations();
        new MBeans(operations).look();

        assertThat(server.queryNames(ALL, null))
                .containsExactlyInAnyOrder(
                        name("io.countersign:type=Agent"),
                        name("io.countersign:type=Rule,name=\"keyed\""),
                        name("io.countersign:type=Rule,name=\"orders\""),
                        name("io.countersign:type=Identity,name=\"key\""),
                        name("io.countersign:type=Identity,name=\"svc\""));
        ObjectName agent = name("io.countersign:type=Agent");
        assertThat((String[]) server.getAttribute(agent, "Rules")).containsExactly("keyed", "orders");
        assertThat((String[]) server.getAttribute(agent, "Identities")).containsExactly("key", "svc");
        assertThat((String[]) server.getAttribute(agent, "WovenLibraries"))
                .containsExactly("OkHttp 4.12.0 (okhttp.jar)");
        assertThat(server.getAttribute(agent, "Started")).isEqualTo("2026-11-22T15:04:05Z");
        assertThat(server.getAttribute(agent, "Log")).isEqualTo("standard error");
        assertThat(server.getAttribute(name("io.countersign:type=Identity,name=\"svc\""), "Type"))
                .isEqualTo("cognito-user");
    }

    @Test
    void figuresAreThoseOfTheMoment() throws Exception {
        Operations operations = operations();
        new MBeans(operations).look();
        operations
                .figures()
                .ofRule("keyed")
                .end(null, "GET", RequestTarget.of(URI.create("http://keyed.example.com/")), HopOutcome.SKIPPED, null);

        assertThat(server.getAttribute(name("io.countersign:type=Rule,name=\"keyed\""), "Skipped"))
                .isEqualTo(1L);
    }

    @Test
    void whatNewRulesLackIsTakenOut() throws Exception {
        Operations operations = operations();
        MBeans beans = new MBeans(operations);
        beans.look();
        operations.follow(Rig.rules(folder, Rig.RULES.replace("rule.orders", "rule.later")));
        beans.look();

        assertThat(server.queryNames(name("io.countersign:type=Rule,*"), null))
                .containsExactlyInAnyOrder(
                        name("io.countersign:type=Rule,name=\"keyed\""),
                        name("io.countersign:type=Rule,name=\"later\""));
    }

    private Operations operations() throws Exception {
        Operations operations =
                new Operations(folder.resolve("agent.properties").toFile(), Rig.CLOCK, new Rounds(Runnable::run));
        operations.follow(Rig.rules(folder, Rig.RULES));
        operations.accept("OkHttp 4.12.0", "okhttp.jar");
        return operations;
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (javax.management.MalformedObjectNameException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
