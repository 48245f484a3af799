package io.countersign.agent.ops;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class StartLineTest {

    @TempDir
    Path folder;

    @Test
    void namesFileAndRules() throws Exception {
        assertThat(StartLine.text("0.1.0", Rig.rules(folder, Rig.RULES), new File("agent.properties")))
                .isEqualTo("version 0.1.0 is on: agent.properties, 2 rules (keyed, orders), 2 identities");
    }

    @Test
    void aLongListIsCut() throws Exception {
        StringBuilder rules = new StringBuilder("identity.k.type = api-key\nidentity.k.api-key = x\n");
        for (int i = 1; i <= 12; i++) {
            rules.append("rule.r%d.hosts = h%d\nrule.r%d.identity = k\n".formatted(i, i, i));
        }

        assertThat(StartLine.text("0.1.0", Rig.rules(folder, rules.toString()), new File("f")))
                .isEqualTo(
                        "version 0.1.0 is on: f, 12 rules (r1, r2, r3, r4, r5, r6, r7, r8, r9, r10 and 2 more), 1 identity");
    }
}
