package io.countersign.secret;

import java.io.File;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ReferencesTest {

    private final FakeEnvironment environment = new FakeEnvironment()
            .withVariable("USER", "alice")
            .withVariable("EMPTY", "")
            .withVariable("TRICKY", "${env:USER}")
            .withProperty("region", "eu-west-1")
            .withFile("/etc/app/secrets/password", "hunter2\n")
            .withFile("/run/windows", "hunter2\r\n")
            .withFile("/run/two-newlines", "hunter2\n\n")
            .withFile("/run/mark", "\uFEFFhunter2")
            .withFile("/run/empty", "\n")
            .withFile("/run/binary", new byte[] {(byte) 0xC3, 0x28})
            .withUnreadableFile("/run/locked", "cannot be read; let the user that runs this JVM read it");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, plain",
                "${env:USER}, alice",
                "${sys:region}, eu-west-1",
                "pre-${env:USER}-post, pre-alice-post",
                "${env:USER}${sys:region}, aliceeu-west-1",
                "${file:/etc/app/secrets/password}, hunter2",
                "${file:secrets/password}, hunter2",
                "${file:/run/windows}, hunter2",
                "${file:/run/two-newlines}, `hunter2\n`",
                "${file:/run/mark}, hunter2",
                "${env:USER:-bob}, alice",
                "${env:NOBODY:-bob}, bob",
                "${env:EMPTY:-bob}, bob",
                "${env:EMPTY}, ``",
                "${env:NOBODY:-}, ``",
                "${sys:none:-a:-b}, a:-b",
                "${file:/run/none:-bob}, bob",
                "${file:/run/empty:-bob}, bob",
                "${env:TRICKY}, ${env:USER}",
                "$${env:USER}, ${env:USER}",
                "a$${b${env:USER}$${c, a${balice${c",
                "$5 and }, $5 and }",
            })
    void resolves(String text, String expected) {
        assertThat(references().resolve(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${env:NOBODY} | ${env:NOBODY} cannot be resolved: the environment variable NOBODY is not set; set it, or"
                        + " give it a default: ${env:NOBODY:-…}",
                "${sys:none} | ${sys:none} cannot be resolved: the system property none is not set; start the JVM with"
                        + " -Dnone=…, or give it a default: ${sys:none:-…}",
                "${file:none} | ${file:none} cannot be resolved: the file /etc/app/none does not exist; create it, or give"
                        + " it a default: ${file:none:-…}",
                "${file:/run/locked:-x} | ${file:/run/locked} cannot be resolved: the file /run/locked cannot be read; let"
                        + " the user that runs this JVM read it",
                "${file:/run/binary} | ${file:/run/binary} cannot be resolved: the file /run/binary is not UTF-8 text;"
                        + " save it as UTF-8",
                "hunter2${ | a '${' has no closing '}'; write ${env:NAME}, ${sys:name}, ${file:path},"
                        + " ${secretsmanager:id#key} or ${ssm:name}, or $${ for a plain ${",
                "${hunter2} | a '${' starts no known reference; write ${env:NAME}, ${sys:name}, ${file:path},"
                        + " ${secretsmanager:id#key} or ${ssm:name}, or $${ for a plain ${",
                "${env:A:-${env:USER}} | a reference stands inside a reference; write ${env:NAME}, ${sys:name}, ${file:path},"
                        + " ${secretsmanager:id#key} or ${ssm:name}, or $${ for a plain ${",
            })
    void saysWhatCannotBeResolvedAndHowToMendIt(String text, String message) {
        assertThatThrownBy(() -> references().resolve(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:}",
                "${sys:}",
                "${file:}",
                "${secretsmanager:}",
                "${secretsmanager:#key}",
                "${secretsmanager:id#}",
                "${ssm:}",
                "${env}",
                "${}",
                "${ENV:USER}"
            })
    void refusesWhatIsNoReference(String text) {
        assertThatThrownBy(() -> references().resolve(text)).hasMessageStartingWith("a '${' starts no known reference");
    }

    @ParameterizedTest
    @CsvSource({
        "${secretsmanager:orders}, secret of orders",
        "${secretsmanager:orders#password}, secret of orders#password",
        "${ssm:/orders/password:3}, parameter of /orders/password:3",
        "${ssm:arn:aws:ssm:eu-west-1:1:parameter/p}, parameter of arn:aws:ssm:eu-west-1:1:parameter/p",
        "a ${ssm:b} and ${env:USER}, a parameter of b and alice",
        "${secretsmanager:none:-instead}, instead",
        "${ssm:none:-instead}, instead",
        "${ssm:empty:-instead}, instead",
    })
    void asksVaults(String text, String expected) {
        assertThat(withVaults().resolve(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${secretsmanager:none} | ${secretsmanager:none} cannot be resolved: there is no such secret in the region"
                        + " and account that are asked; correct the reference or secrets.region, create it, or give it a"
                        + " default: ${secretsmanager:none:-…}",
                "${secretsmanager:none#key} | ${secretsmanager:none#key} cannot be resolved: there is no such secret in the"
                        + " region and account that are asked, or it has no key 'key'; correct the reference or"
                        + " secrets.region, create it, or give it a default: ${secretsmanager:none#key:-…}",
                "${ssm:none} | ${ssm:none} cannot be resolved: there is no such parameter in the region and account that"
                        + " are asked; correct the reference or secrets.region, create it, or give it a default:"
                        + " ${ssm:none:-…}",
            })
    void saysWhatAVaultDoesNotHave(String text, String message) {
        assertThatThrownBy(() -> withVaults().resolve(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${secretsmanager:orders}", "${ssm:orders:-default}"})
    void asksNoVaultWhereNoneMayBeAsked(String text) {
        assertThatThrownBy(() -> references().resolve(text))
                .hasMessageEndingWith(
                        "only keys of identities and of the token store may lead to a vault; use ${env:…} or"
                                + " ${file:…} here");
    }

    @Test
    void knowsWhatMayChangeAndWhatLeadsOut() {
        assertThat(References.leadOut("a${ssm:b}")).isTrue();
        assertThat(References.leadOut("${secretsmanager:b}")).isTrue();
        assertThat(References.leadOut("${env:A:-ssm:b}${file:b}$${ssm:b}")).isFalse();
        assertThat(References.mayChange("${env:A}${file:b}")).isTrue();
        assertThat(References.mayChange("${ssm:b}")).isTrue();
        assertThat(References.mayChange("${env:A}${sys:b}$${file:b}")).isFalse();
    }

    @Test
    void aFailingVaultNamesTheReferenceItself() {
        UnresolvedException failure = UnresolvedException.of("ssm:/p", "it is asleep; wake it", true, null);

        assertThat(failure).hasMessage("${ssm:/p} cannot be resolved: it is asleep; wake it");
        assertThat(failure.mayPass()).isTrue();
    }

    @Test
    void knowsReferencesFromEscapes() {
        assertThat(References.occurIn("a${env:USER}")).isTrue();
        assertThat(References.occurIn("$${a${env:USER}")).isTrue();
        assertThat(References.occurIn("$${env:USER}")).isFalse();
        assertThat(References.occurIn("$5 {x}")).isFalse();
    }

    private References references() {
        return References.of(environment, new File("/etc/app"));
    }

    private References withVaults() {
        return references().withVaults(new FakeVault("secret"), new FakeVault("parameter"));
    }

    /** Has everything but what is called none. */
    private record FakeVault(String kind) implements Vault {

        @Override
        public @Nullable String read(String name) {
            if (name.startsWith("none")) {
                return null;
            }
            return name.equals("empty") ? "" : kind + " of " + name;
        }
    }
}
