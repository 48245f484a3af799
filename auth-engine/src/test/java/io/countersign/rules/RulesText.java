package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import java.io.File;
import org.assertj.core.api.Assertions;

/** Reads rules from text blocks, as if they stood in {@code /etc/app/agent.properties}. */
final class RulesText {

    static final String BASE = "/etc/app/agent.properties";
    static final String OVERLAY = "/etc/app/agent-prod.properties";

    private RulesText() {}

    static RuleSet read(String text) throws RulesException {
        return read(text, new FakeEnvironment());
    }

    static RuleSet read(String text, FakeEnvironment environment) throws RulesException {
        return RulesFile.read(new File(BASE), null, environment.withFile(BASE, text));
    }

    static RuleSet readOver(String overlay, String text) throws RulesException {
        FakeEnvironment environment = new FakeEnvironment().withFile(BASE, text).withFile(OVERLAY, overlay);
        return RulesFile.read(new File(BASE), new File(OVERLAY), environment);
    }

    static RulesException failure(String text, FakeEnvironment environment) {
        return Assertions.catchThrowableOfType(RulesException.class, () -> read(text, environment));
    }

    /** A token rule with these keys, which need not name the identity. */
    static String tokenRule(String name, String... keys) {
        StringBuilder text = new StringBuilder("identity." + name + ".type = token\n")
                .append("identity." + name + ".value = t\n")
                .append("rule." + name + ".identity = " + name + "\n");
        for (String key : keys) {
            text.append("rule.").append(name).append('.').append(key).append('\n');
        }
        return text.toString();
    }
}
