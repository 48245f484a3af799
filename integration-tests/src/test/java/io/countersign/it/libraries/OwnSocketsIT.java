package io.countersign.it.libraries;

import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Combination;
import io.countersign.it.support.Result;
import io.countersign.it.support.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A library that writes HTTP to sockets of its own passes no client that the agent knows: not supported, and not harmed. */
final class OwnSocketsIT {

    private static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', (byte) 0xc3, '"', '}'};

    @TempDir
    private Path folder;

    static Stream<Combination> combinations() {
        return Libraries.withSockets();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void itsRequestsGoOutAsWithoutTheAgent(Combination combination) throws IOException {
        try (Site site = new Site();
                AppUnderTest app = Programs.with(combination.application(), combination.jdk())
                        .agent(site.writeRules(folder))
                        .start();
                AppUnderTest appWithoutAgent = Programs.with(combination.application(), combination.jdk())
                        .start()) {
            for (AppUnderTest each : List.of(app, appWithoutAgent)) {
                assertThat(each.send("POST", site.keyed.at("/echo"), BODY).status())
                        .isEqualTo("401");
                assertThat(each.send("POST", site.open.at("/echo"), BODY)).isEqualTo(Outcome.answer(200, BODY));
            }
            for (Api api : List.of(site.open, site.keyed)) {
                List<String> raw =
                        api.received().stream().map(ReceivedRequest::raw).toList();
                assertThat(raw).hasSize(2);
                assertThat(raw.get(0)).isEqualTo(raw.get(1));
            }
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
        Results.ofLibraries()
                .add(new Result(
                        combination.application().name(),
                        combination.jdk().toString(),
                        "itsRequestsGoOutAsWithoutTheAgent",
                        true,
                        "not supported: it writes to sockets of its own; its requests go out unchanged"));
    }
}
