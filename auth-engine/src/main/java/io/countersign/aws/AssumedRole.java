package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * Sessions of a role, assumed with other credentials (AWS STS, AssumeRole). A refused signature says nothing about the
 * role, so such a call is made once more: from the refusal the SDK knows AWS's clock, and credentials that AWS no longer
 * takes are replaced.
 */
public final class AssumedRole implements TokenSource {

    private final RoleSession role;
    private final AwsCredentialsSource caller;
    private final AwsConnection connection;
    private final Clock clock;

    private AssumedRole(RoleSession role, AwsCredentialsSource caller, AwsConnection connection, Clock clock) {
        this.role = role;
        this.caller = caller;
        this.connection = connection;
        this.clock = clock;
    }

    /** @param caller whose credentials sign the call; what it throws names itself */
    public static AssumedRole of(RoleSession role, AwsCredentialsSource caller, AwsConnection connection, Clock clock) {
        return new AssumedRole(role, caller, connection, clock);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        try (StsClient sts = connection.client(StsClient.builder())) {
            AwsCredentials first = callerNow();
            try {
                return assume(sts, first);
            } catch (RuntimeException e) {
                SdkFailure failure = failure(e, first);
                boolean worthAnother =
                        failure.isRefusedSignature() && (!failure.isRefusedCredentials() || caller.renew(first));
                if (!worthAnother) {
                    throw AwsRefusal.during(toString(), failure);
                }
            }
            AwsCredentials second = callerNow();
            try {
                return assume(sts, second);
            } catch (RuntimeException e) {
                throw AwsRefusal.during(toString(), failure(e, second));
            }
        }
    }

    /** The caller's source has its own pauses, so that it may be asked again soon. */
    private AwsCredentials callerNow() throws AuthenticationException {
        try {
            return caller.current();
        } catch (AuthenticationException e) {
            throw AuthenticationException.transientFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private TokenSet assume(StsClient sts, AwsCredentials with) {
        Instant asked = clock.instant();
        AssumeRoleResponse answer = sts.assumeRole(request -> request.roleArn(role.roleArn())
                .roleSessionName(role.name())
                .externalId(role.externalId())
                .durationSeconds(role.seconds())
                .overrideConfiguration(settings -> settings.credentialsProvider(SdkCredentials.providerOf(with))));
        return SessionToken.of(StsCredentials.of(answer.credentials()), answer, asked);
    }

    private SdkFailure failure(RuntimeException e, AwsCredentials with) {
        List<Secret> hidden = Collections.singletonList(with.secretAccessKey());
        return SdkFailure.of(e, connection.toString(), "AWS STS", hidden);
    }

    @Override
    public String toString() {
        return "the session of " + role;
    }
}
