package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.Limit;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.contract.HttpClientContract.BODY;
import static org.assertj.core.api.Assertions.assertThat;

/** The applications by themselves, without the agent: they do what the contract takes for granted. */
final class ApplicationsIT {

    /** What they have sent is gone. */
    private static final Set<Application> STREAMING =
            Set.of(Applications.URL_CONNECTION_FIXED, Applications.URL_CONNECTION_CHUNKED);

    static Stream<Arguments> applicationsOnJdks() {
        return Applications.all().stream()
                .flatMap(application -> Combination.of(application).stream())
                .map(combination -> Arguments.of(combination.application(), combination.jdk()));
    }

    @ParameterizedTest
    @MethodSource("applicationsOnJdks")
    void sendBodiesFollowRedirectsAndReportWhatTheySee(Application application, Jdk jdk) {
        try (ApiServer here = ApiServer.requiring(Requirement.none());
                ApiServer there = ApiServer.requiring(Requirement.apiKey("a key that nobody has"));
                AppUnderTest app = AppUnderTest.with(application, jdk).start()) {
            assertThat(app.send("POST", here.at("/echo"), BODY, "X-Own: 1")).isEqualTo(Outcome.answer(200, BODY));
            assertThat(here.received().get(0).header("X-Own")).hasValue("1");
            assertThat(app.send("GET", here.at("/redirect-same")).status()).isEqualTo("200");
            URI elsewhere = there.at("localhost", "/echo");
            assertThat(app.send("GET", here.at(ApiServer.redirectTo(elsewhere))).status())
                    .isEqualTo("401");
            assertThat(there.received()).hasSize(1);
            app.endAndGetErrors();
        }
    }

    @ParameterizedTest
    @MethodSource("applicationsOnJdks")
    void followARedirectThatKeepsThePostUnlessTheyStreamItOrTheirLibraryDoesNot(Application application, Jdk jdk) {
        try (ApiServer here = ApiServer.requiring(Requirement.none());
                AppUnderTest app = AppUnderTest.with(application, jdk).start()) {
            Outcome seen = app.send("POST", here.at("/redirect-same?status=307"), BODY);
            boolean follows = !application.has(Limit.REDIRECTS_NO_BODY) && !STREAMING.contains(application);
            assertThat(seen.status().equals("200")).as(seen.status()).isEqualTo(follows);
            assertThat(here.received())
                    .extracting(ReceivedRequest::path)
                    .startsWith("/redirect-same")
                    .hasSize(follows ? 2 : 1);
        }
    }
}
