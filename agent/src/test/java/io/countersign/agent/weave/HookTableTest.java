package io.countersign.agent.weave;

import io.countersign.agent.ClientNames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table and the name filter, which repeats its keys, say the same. */
final class HookTableTest {

    private final HookTable table = new HookTable(true);

    @Test
    void theFilterKnowsExactlyTheClassesOfTheTable() {
        assertThat(table.classes()).containsExactlyInAnyOrder(ClientNames.all());
    }

    @Test
    void eachRowLeadsToAnAdapter() {
        for (String name : table.classes()) {
            assertThat(table.of(name))
                    .isNotEmpty()
                    .allSatisfy(hook -> assertThat(Class.forName(
                                    AdapterLoader.ADAPTERS + hook.adapter(),
                                    false,
                                    getClass().getClassLoader()))
                            .isAssignableTo(io.countersign.agent.hop.Adapter.class));
        }
    }
}
