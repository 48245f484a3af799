package io.countersign.it.demo;

import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class CredentialsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Authorization | Bearer eyJraWQi.e30.c2ln        | Authorization: Bearer eyJr...(17 chars)
                    X-Api-Key     | da2-abcdefgh                    | X-Api-Key: da2-...(12 chars)
                    authorization | AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261122/r/s/aws4_request, Signature=0f \
                                  | authorization: AWS4-HMAC-SHA256 Credential=AKIA...
                    Authorization | Basic b3duOm93bg==              | Authorization: Basi...(18 chars)
                    x-api-key     | key                             | x-api-key: ...
                    X-Amz-Date    | 20261122T000000Z                | none
                    Cookie        | a=b                             | none
                    """)
    void areShownInAFormThatIsNoSecret(String name, String value, String shown) {
        ReceivedRequest request = ReceivedRequest.of("GET", "/", List.of(new Header(name, value)), new byte[0]);
        assertThat(Credentials.shown(request)).isEqualTo(shown);
    }
}
