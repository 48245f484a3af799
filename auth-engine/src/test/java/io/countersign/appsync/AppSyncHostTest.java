package io.countersign.appsync;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class AppSyncHostTest {

    @ParameterizedTest
    @CsvSource({
        "x.appsync-api.us-east-1.amazonaws.com,              us-east-1",
        "x.appsync-realtime-api.eu-central-1.amazonaws.com,  eu-central-1",
        "x.appsync-api.cn-north-1.amazonaws.com.cn,          cn-north-1",
        "x.appsync-api.local.test,                           local",
        "api.example.com,                                    ",
        "x.appsync-api..amazonaws.com,                       ",
        "x.appsync-api.-a.amazonaws.com,                     ",
        "x.appsync-api.a-.amazonaws.com,                     ",
        "x.appsync-api.us_east.amazonaws.com,                ",
        "x.appsync-api.us-east-1,                            ",
    })
    void regionIsTheLabelAfterTheService(String host, String region) {
        assertThat(AppSyncHost.of(host).region()).isEqualTo(region);
    }

    @Test
    void authorizationNamesTheHttpHostEvenForTheRealtimeOne() {
        assertThat(AppSyncHost.of("x.appsync-realtime-api.eu-west-1.amazonaws.com")
                        .httpHost())
                .isEqualTo("x.appsync-api.eu-west-1.amazonaws.com");
        assertThat(AppSyncHost.of("api.example.com").httpHost()).isEqualTo("api.example.com");
    }

    @Test
    void realtimeUrlHasItsOwnHostUnlessTheDomainIsCustom() {
        assertThat(AppSyncHost.realtimeUrl("https://x.appsync-api.eu-west-1.amazonaws.com/graphql"))
                .isEqualTo("wss://x.appsync-realtime-api.eu-west-1.amazonaws.com/graphql");
        assertThat(AppSyncHost.realtimeUrl("https://api.example.com/graphql/realtime"))
                .isEqualTo("wss://api.example.com/graphql/realtime");
    }
}
