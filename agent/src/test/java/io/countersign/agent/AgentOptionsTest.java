package io.countersign.agent;

import java.io.File;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What may stand behind the flag. */
final class AgentOptionsTest {

    @AfterEach
    void forgetProperties() {
        System.clearProperty("countersign.config");
        System.clearProperty("countersign.enabled");
    }

    @Test
    void aPathIsTheRulesFile() {
        AgentOptions options = AgentOptions.of("/etc/app/agent.properties");

        assertThat(options.problem()).isNull();
        assertThat(options.rulesFile()).isEqualTo(new File("/etc/app/agent.properties"));
        assertThat(options.environment()).isNull();
        assertThat(options.strict()).isFalse();
    }

    @Test
    void aPathMayHoldAnEqualsSignAndAComma() {
        assertThat(AgentOptions.of("/srv/a=b,c/agent.properties").rulesFile())
                .isEqualTo(new File("/srv/a=b,c/agent.properties"));
    }

    @Test
    void optionsAreNamed() {
        AgentOptions options = AgentOptions.of("config=a.properties,env=${env:STAGE},strict=true");

        assertThat(options.problem()).isNull();
        assertThat(options.rulesFile()).isEqualTo(new File("a.properties"));
        assertThat(options.environment()).isEqualTo("${env:STAGE}");
        assertThat(options.strict()).isTrue();
        assertThat(options.relocated()).isTrue();
        assertThat(AgentOptions.of("config=a.properties,relocated=false").relocated())
                .isFalse();
    }

    @Test
    void anUnknownOptionIsNamedWithTheKnownOnes() {
        assertThat(AgentOptions.of("config=a.properties,verbose=true").problem())
                .isEqualTo("agent option 'verbose=true' is not known; the options are config=<file>, env=<name>,"
                        + " strict=true, relocated=false");
    }

    @Test
    void withoutArgumentsASystemPropertyNamesTheFile() {
        System.setProperty("countersign.config", "b.properties");

        assertThat(AgentOptions.of(null).rulesFile()).isEqualTo(new File("b.properties"));
        assertThat(AgentOptions.of("strict=true").rulesFile()).isEqualTo(new File("b.properties"));
        assertThat(AgentOptions.of("c.properties").rulesFile()).isEqualTo(new File("c.properties"));
    }

    @Test
    void withoutAnyFileTheRemedyIsNamed() {
        assertThat(AgentOptions.of("").problem())
                .contains("-javaagent:countersign.jar=<file>", "COUNTERSIGN_CONFIG", "-Dcountersign.config");
    }

    @Test
    void aSystemPropertySwitchesOff() {
        assertThat(AgentOptions.switchedOff()).isFalse();
        System.setProperty("countersign.enabled", "False");
        assertThat(AgentOptions.switchedOff()).isTrue();
        System.setProperty("countersign.enabled", "true");
        assertThat(AgentOptions.switchedOff()).isFalse();
    }
}
