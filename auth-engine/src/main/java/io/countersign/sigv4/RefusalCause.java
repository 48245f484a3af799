package io.countersign.sigv4;

import io.countersign.request.HopResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Why a service refused a signature, as far as the head of its answer tells.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/CommonErrors.html">Errors common to AWS services</a>
 */
enum RefusalCause {
    /** The date of the signature, or something that a wrong date looks like. */
    SIGNATURE,
    /** The credentials themselves, which others may replace. */
    CREDENTIALS,
    /** Something that another signature does not change. */
    OTHER,
    /** Services that answer in XML say it in the body only. */
    UNTOLD;

    private static final String HEADER = "x-amzn-ErrorType";

    private static final Set<String> OF_SIGNATURE = types(
            "AuthFailure",
            "InvalidSignature",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch");

    private static final Set<String> OF_CREDENTIALS =
            types("ExpiredToken", "InvalidClientTokenId", "UnrecognizedClient");

    static RefusalCause of(HopResponse refusal) {
        String type = refusal.header(HEADER);
        if (type == null || type.trim().isEmpty()) {
            return UNTOLD;
        }
        String name = name(type);
        return OF_SIGNATURE.contains(name) ? SIGNATURE : OF_CREDENTIALS.contains(name) ? CREDENTIALS : OTHER;
    }

    /** {@code com.amazon.coral.service#ExpiredTokenException:http://…} names {@code ExpiredToken}. */
    private static String name(String type) {
        int colon = type.indexOf(':');
        String qualified = (colon < 0 ? type : type.substring(0, colon)).trim();
        String name = qualified.substring(qualified.indexOf('#') + 1);
        return name.endsWith("Exception") ? name.substring(0, name.length() - "Exception".length()) : name;
    }

    private static Set<String> types(String... names) {
        return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(names)));
    }
}
