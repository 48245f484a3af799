package io.countersign.oauth;

import io.countersign.secret.Secret;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that is registered with an authorization server: who it is, how it proves that, and what it asks for. */
public final class OAuthClient {

    private final String id;
    private final Secret secret;
    private final List<String> scopes;
    private final @Nullable String audience;
    private final boolean posting;

    private OAuthClient(String id, Secret secret, List<String> scopes, @Nullable String audience, boolean posting) {
        this.id = id;
        this.secret = secret;
        this.scopes = scopes;
        this.audience = audience;
        this.posting = posting;
    }

    /** A client that proves itself by HTTP Basic authentication ({@code client_secret_basic}), and names no scopes. */
    public static OAuthClient of(String id, Secret secret) {
        return new OAuthClient(id, secret, Collections.emptyList(), null, false);
    }

    /** The same, which sends its secret in the form instead ({@code client_secret_post}). */
    public OAuthClient withSecretInForm() {
        return new OAuthClient(id, secret, scopes, audience, true);
    }

    /** The same, for these scopes; none for what the server gives by default. */
    public OAuthClient withScopes(Collection<String> names) {
        return new OAuthClient(id, secret, Collections.unmodifiableList(new ArrayList<>(names)), audience, posting);
    }

    /** The same, for the API of this name; null for none. Not part of OAuth 2, but several servers ask for it. */
    public OAuthClient withAudience(@Nullable String name) {
        return new OAuthClient(id, secret, scopes, name, posting);
    }

    /** The form of RFC 6749, section 4.4.2. */
    String form() {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        if (!scopes.isEmpty()) {
            form.append("&scope=").append(encoded(String.join(" ", scopes)));
        }
        if (audience != null) {
            form.append("&audience=").append(encoded(audience));
        }
        if (posting) {
            form.append("&client_id=").append(encoded(id));
            form.append("&client_secret=").append(encoded(secret.reveal()));
        }
        return form.toString();
    }

    /** Both halves are encoded like a form's before they are joined: RFC 6749, section 2.3.1. */
    @Nullable
    String authorization() {
        if (posting) {
            return null;
        }
        String pair = encoded(id) + ":" + encoded(secret.reveal());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    /** What no message may repeat. */
    Secret secret() {
        return secret;
    }

    private static String encoded(String text) {
        try {
            return URLEncoder.encode(text, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}
