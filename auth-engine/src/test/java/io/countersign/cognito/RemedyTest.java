package io.countersign.cognito;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

import static org.assertj.core.api.Assertions.assertThat;

/** Every error that Cognito's model documents for the operations that we call has a remedy of its own. */
final class RemedyTest {

    private static final Set<String> CALLED = Set.of(
            "initiateAuth",
            "respondToAuthChallenge",
            "getTokensFromRefreshToken",
            "adminInitiateAuth",
            "adminRespondToAuthChallenge");

    static Set<String> documented() {
        Set<String> codes = new TreeSet<>();
        for (Method method : CognitoIdentityProviderClient.class.getMethods()) {
            if (CALLED.contains(method.getName())) {
                Arrays.stream(method.getExceptionTypes())
                        .filter(CognitoIdentityProviderException.class::isAssignableFrom)
                        .filter(type -> type != CognitoIdentityProviderException.class)
                        .map(type -> wireName(type.getSimpleName()))
                        .forEach(codes::add);
            }
        }
        return codes;
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyDocumentedErrorHasARemedy(String code) {
        assertThat(Remedy.of(code, "no message", AuthFlow.SRP)).doesNotContain("API reference");
    }

    /** The SDK writes acronyms as words; Cognito does not. */
    private static String wireName(String javaName) {
        return javaName.replace("SoftwareTokenMfa", "SoftwareTokenMFA").replace("MfaMethod", "MFAMethod");
    }
}
