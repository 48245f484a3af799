package io.countersign.application;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * What operators set for an application besides the proxies that the JVM knows of, by system properties: {@code
 * application.proxy-login}, its {@code name:password} for the proxy, and {@code application.by-the-jvms-settings} for
 * libraries that would not ask the JVM.
 */
public final class Settings {

    private Settings() {}

    /** Whether a library that has the choice goes by the JVM's settings of proxies and connections. */
    public static boolean isByTheJvms() {
        return Boolean.getBoolean("application.by-the-jvms-settings");
    }

    /** The name and password for the proxy; null if it asks for none. */
    public static @Nullable PasswordAuthentication proxyLogin() {
        String login = System.getProperty("application.proxy-login");
        if (login == null) {
            return null;
        }
        int colon = login.indexOf(':');
        return new PasswordAuthentication(
                login.substring(0, colon), login.substring(colon + 1).toCharArray());
    }

    /** What logs in to the proxy, and nowhere else. */
    public static Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? proxyLogin() : null;
            }
        };
    }
}
