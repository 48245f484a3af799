package io.countersign.rules;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

import static io.countersign.rules.RulesText.read;
import static io.countersign.rules.RulesText.tokenRule;
import static org.assertj.core.api.Assertions.assertThat;

final class CoversTest {

    private static final int CALLS = 10_000;
    private static final String[] HOSTS = {
        "www.unrelated.example.org", "a.b.c.d.e.f.g.h", "API.Example.com.", "x.orders.example.com", "host7.example.net"
    };

    @Test
    void allocatesNothing() throws RulesException {
        RuleSet rules = manyRules(100);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int warm = 0;
        for (int i = 0; i < 10; i++) {
            warm += covered(rules);
            threads.getThreadAllocatedBytes(thread);
        }

        long before = threads.getThreadAllocatedBytes(thread);
        int covered = covered(rules);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(allocated).isZero();
        assertThat(covered).isEqualTo(warm / 10).isEqualTo(CALLS * 3 / 5);
    }

    @Test
    void holdsTenThousandRules() throws RulesException {
        RuleSet rules = manyRules(10_000);

        assertThat(rules.rules()).hasSize(10_001);
        assertThat(rules.covers("host9999.example.net")).isTrue();
        assertThat(rules.covers("host10000.example.net")).isFalse();
        assertThat(rules.match("https", "host4711.example.net", 443, "/", "GET"))
                .isSameAs(rules.rules().get(4712));
    }

    private static int covered(RuleSet rules) {
        int covered = 0;
        for (int i = 0; i < CALLS; i++) {
            covered += rules.covers(HOSTS[i % HOSTS.length]) ? 1 : 0;
        }
        return covered;
    }

    private static RuleSet manyRules(int count) throws RulesException {
        StringBuilder text = new StringBuilder(tokenRule("all", "hosts = api.example.com, *.orders.example.com"));
        for (int i = 0; i < count; i++) {
            text.append("rule.r").append(i).append(".identity = all\n");
            text.append("rule.r").append(i).append(".hosts = host").append(i).append(".example.net\n");
        }
        return read(text.toString());
    }
}
