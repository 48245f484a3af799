package io.countersign.counterpart;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets only the pool's administrators call the operations for administrators: who has one of their AWS access keys
 * signs with it. Refusals are those that all AWS services give before they look at a request.
 */
final class AdminAccess {

    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final Pattern CREDENTIAL = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/.*");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Map<String, SigV4Verifier.Account> keys;
    private final Function<SigV4Verifier.Account, SigV4Verifier> verifier;

    AdminAccess(UserPool pool, Clock clock) {
        this.clock = clock;
        this.keys = pool.administrators().stream()
                .collect(Collectors.toUnmodifiableMap(SigV4Verifier.Account::accessKeyId, Function.identity()));
        this.verifier = account -> SigV4Verifier.of(account, "cognito-idp", pool.region(), clock);
    }

    void check(ReceivedRequest request) throws CognitoException {
        Optional<String> authorization = request.header("Authorization");
        if (authorization.isEmpty()) {
            throw CognitoException.of("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher credential = CREDENTIAL.matcher(authorization.get());
        if (!credential.matches()) {
            throw CognitoException.of(
                    "IncompleteSignatureException", "Authorization header requires 'Credential' parameter.");
        }
        SigV4Verifier.Account account = keys.get(credential.group(1));
        if (account == null
                || !account.sessionToken()
                        .equals(request.header("X-Amz-Security-Token").orElse(""))) {
            throw CognitoException.of(
                    "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        checkDate(request.header("X-Amz-Date").orElse(""));
        Optional<String> refusal = verifier.apply(account).refusal(request);
        if (refusal.isPresent()) {
            throw CognitoException.of(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided: " + refusal.get());
        }
    }

    private void checkDate(String date) throws CognitoException {
        Instant signed = instant(date);
        Instant now = clock.instant();
        if (!now.minus(VALIDITY).isBefore(signed)) {
            throw expired("Signature expired: %s is now earlier than %s (%s - 5 min.)", date, now.minus(VALIDITY));
        }
        if (!signed.isBefore(now.plus(VALIDITY))) {
            throw expired(
                    "Signature not yet current: %s is still later than %s (%s + 5 min.)", date, now.plus(VALIDITY));
        }
    }

    private CognitoException expired(String format, String date, Instant limit) {
        String message = String.format(Locale.ROOT, format, date, DATE.format(limit), DATE.format(clock.instant()));
        return CognitoException.of("InvalidSignatureException", message);
    }

    private static Instant instant(String date) throws CognitoException {
        try {
            return Instant.from(DATE.parse(date));
        } catch (DateTimeException e) {
            throw CognitoException.of(
                    "IncompleteSignatureException", "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
        }
    }
}
