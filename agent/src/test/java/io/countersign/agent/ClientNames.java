package io.countersign.agent;

/** Opens the name filter's list to the tests of other rooms. */
public final class ClientNames {

    private ClientNames() {}

    /** As the filter holds them. */
    public static String[] all() {
        return ClientFilter.CLIENT_CLASSES.clone();
    }

    /** Those that are looked beside. */
    public static String[] landmarks() {
        return ClientFilter.LANDMARKS.clone();
    }
}
