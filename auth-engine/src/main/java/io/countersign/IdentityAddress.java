package io.countersign;

import io.countersign.aws.IdentityPool;
import io.countersign.aws.ServiceAddress;
import io.countersign.rules.IdentitySettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whom an identity asks for its credentials. */
public final class IdentityAddress {

    private IdentityAddress() {}

    /** Null if it asks nobody, or somebody that only the AWS SDK finds. */
    public static @Nullable URI of(IdentitySettings identity) {
        String endpoint = identity.optionalText("endpoint");
        if (endpoint != null) {
            return URI.create(endpoint);
        }
        switch (identity.type()) {
            case COGNITO_USER:
            case COGNITO_CLIENT:
                String pool = identity.optionalText("user-pool-id");
                return pool == null ? null : regional("cognito-idp", identity, pool.substring(0, pool.indexOf('_')));
            case CLIENT_CREDENTIALS:
                String url = identity.optionalText("token-url");
                return URI.create(url == null ? identity.text("issuer") : url);
            case COGNITO_IDENTITY_POOL:
                return regional("cognito-identity", identity, IdentityPool.region(identity.text("identity-pool-id")));
            case AWS:
                String region = identity.optionalText("region");
                return region == null || identity.optionalText("role-arn") == null
                        ? null
                        : ServiceAddress.of("sts", region);
            default:
                return null;
        }
    }

    private static URI regional(String service, IdentitySettings identity, String otherwise) {
        String region = identity.optionalText("region");
        return ServiceAddress.of(service, region == null ? otherwise : region);
    }
}
