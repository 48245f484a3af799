package io.countersign.application.apache4;

import io.countersign.application.Client;
import org.apache.http.impl.client.LaxRedirectStrategy;

/** The client of 4.0 with a strategy of 4.2, which redirects every method; apart, since 4.0 cannot load it. */
@SuppressWarnings("deprecation")
public final class LaxClient {

    private LaxClient() {}

    /** 4.2 and later. */
    public static Client standard() {
        org.apache.http.impl.client.DefaultHttpClient http = new org.apache.http.impl.client.DefaultHttpClient();
        http.setRedirectStrategy(new LaxRedirectStrategy());
        return new LegacyClient(http);
    }
}
