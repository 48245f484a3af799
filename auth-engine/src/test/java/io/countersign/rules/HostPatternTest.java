package io.countersign.rules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class HostPatternTest {

    @ParameterizedTest
    @CsvSource({
        "api.example.com, api.example.com",
        "API.Example.COM., api.example.com",
        "*.Example.com, *.example.com",
        "api.example.com:8443, api.example.com:8443",
        "*.example.com:1, *.example.com:1",
        "bücher.example, xn--bcher-kva.example",
        "*.bücher.example, *.xn--bcher-kva.example",
        "my_host.internal, my_host.internal",
        "localhost, localhost",
        "3scale, 3scale",
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1:8080, 127.0.0.1:8080",
        "[::1], [0:0:0:0:0:0:0:1]",
        "[2001:DB8::0:1]:8443, [2001:db8:0:0:0:0:0:1]:8443",
        "[::ffff:192.0.2.1], [0:0:0:0:0:ffff:c000:201]",
    })
    void hasOneSpelling(String text, String canonical) {
        HostPattern pattern = HostPattern.of(text);

        assertThat(pattern).hasToString(canonical);
        assertThat(HostPattern.of(canonical)).isEqualTo(pattern).hasSameHashCodeAs(pattern);
    }

    @Test
    void isMadeOfNameWildcardAndPort() {
        HostPattern pattern = HostPattern.of("*.example.com:8443");

        assertThat(pattern.name()).isEqualTo("example.com");
        assertThat(pattern.isWildcard()).isTrue();
        assertThat(pattern.port()).isEqualTo(8443);
        assertThat(HostPattern.of("example.com").port()).isZero();
        assertThat(pattern)
                .isNotEqualTo(HostPattern.of("*.example.com"))
                .isNotEqualTo(HostPattern.of("example.com:8443"))
                .isNotEqualTo(HostPattern.of("*.example.org:8443"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, write the host without its scheme",
        "api.example.com/v1, write the host without a path; the key 'paths' takes paths",
        "me@api.example.com, write the host without user-info",
        "api.example.com:, the port must be a number from 1 to 65535",
        "api.example.com:0, the port must be a number from 1 to 65535",
        "api.example.com:65536, the port must be a number from 1 to 65535",
        "api.example.com:https, the port must be a number from 1 to 65535",
        "::1, 'write an IPv6 address in brackets, as in [::1]'",
        "[::1, this is no IPv6 address (zones are not supported)",
        "[fe80::1%eth0], this is no IPv6 address (zones are not supported)",
        "[1:2:3:4:5:6:7], this is no IPv6 address (zones are not supported)",
        "*, '''*'' can only be the whole first label, as in *.example.com'",
        "api.*.com, '''*'' can only be the whole first label, as in *.example.com'",
        "*api.example.com, '''*'' can only be the whole first label, as in *.example.com'",
        "*.*.example.com, '''*'' can only be the whole first label, as in *.example.com'",
        "*.com, this covers a whole top-level domain; name at least two labels",
        "*.com., this covers a whole top-level domain; name at least two labels",
        "*.0.0.1, an IP address cannot have a wildcard",
        "2130706433, this is no IPv4 address of four numbers",
        "127.1, this is no IPv4 address of four numbers",
        "127.0.0.256, this is no IPv4 address of four numbers",
        "127.0.0.01, this is no IPv4 address of four numbers",
        "api..example.com, this is no host name",
        ".example.com, this is no host name",
        "api example.com, this is no host name",
        "api.example.com.., this is no host name",
    })
    void refusesWhatIsNoHost(String text, String reason) {
        assertThatThrownBy(() -> HostPattern.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void refusesLabelsAndNamesThatDnsCannotHold() {
        assertThat(HostPattern.of("a".repeat(63) + ".example")).isNotNull();
        assertThatThrownBy(() -> HostPattern.of("a".repeat(64) + ".example")).hasMessage("this is no host name");
        assertThatThrownBy(() -> HostPattern.of("a.".repeat(126) + "ab")).hasMessage("this is no host name");
        assertThatThrownBy(() -> HostPattern.of("é".repeat(64) + ".example"))
                .hasMessage("this is no valid internationalized host name");
    }

    @Test
    void liesWithinADomainByWholeLabels() {
        assertThat(HostPattern.of("a.amazonaws.com").isWithin("amazonaws.com")).isTrue();
        assertThat(HostPattern.of("*.amazonaws.com").isWithin("amazonaws.com")).isTrue();
        assertThat(HostPattern.of("evilamazonaws.com").isWithin("amazonaws.com"))
                .isFalse();
        assertThat(HostPattern.of("amazonaws.com.evil.tld").isWithin("amazonaws.com"))
                .isFalse();
    }
}
