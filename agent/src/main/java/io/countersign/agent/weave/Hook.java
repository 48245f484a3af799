package io.countersign.agent.weave;

import org.jspecify.annotations.Nullable;

/** One row of the hook table: which method calls out, where in it, and to which point of which adapter. */
final class Hook {

    /** Where in a method the call stands. */
    enum Place {
        /** Before its first instruction; the arguments can be replaced. */
        ENTRY,
        /** Before each return; the result can be replaced. */
        RETURN,
        /** Before a field is assigned; the value can be replaced. */
        ASSIGNMENT
    }

    private final Place place;
    private final String method;
    private final @Nullable String descriptorStart;
    private final @Nullable String field;
    private final String adapter;
    private final String point;

    private Hook(Place place, String method, String key, @Nullable String descriptorStart, @Nullable String field) {
        this.place = place;
        this.method = method;
        this.descriptorStart = descriptorStart;
        this.field = field;
        this.adapter = key.substring(0, key.indexOf('#'));
        this.point = key.substring(key.indexOf('#') + 1);
    }

    static Hook onEntry(String method, String key) {
        return new Hook(Place.ENTRY, method, key, null, null);
    }

    /** @param descriptorStart tells the overload, which need not be the widest */
    static Hook onEntry(String method, String descriptorStart, String key) {
        return new Hook(Place.ENTRY, method, key, descriptorStart, null);
    }

    static Hook onReturn(String method, String key) {
        return new Hook(Place.RETURN, method, key, null, null);
    }

    /** @param descriptorStart tells the constructor, which has no name of its own */
    static Hook onAssignment(String field, String descriptorStart, String key) {
        return new Hook(Place.ASSIGNMENT, "<init>", key, descriptorStart, field);
    }

    Place place() {
        return place;
    }

    String method() {
        return method;
    }

    /** Whether this row says which overload it means; else it means the widest. */
    boolean namesOverload() {
        return descriptorStart != null;
    }

    /** Whether this row means the method of that descriptor. */
    boolean accepts(String descriptor) {
        return descriptorStart == null || descriptor.startsWith(descriptorStart);
    }

    @Nullable
    String field() {
        return field;
    }

    /** The simple name of the adapter's class. */
    String adapter() {
        return adapter;
    }

    /** What the adapter is told. */
    String point() {
        return point;
    }

    /** Whether nothing at all is authorized without this call. */
    boolean isEssential() {
        return point.equals("hop");
    }

    /** What follows where the method is missing, for people. */
    String consequence() {
        switch (point) {
            case "hop":
                return "its requests go out unauthenticated";
            case "head":
                return "its requests go out unauthenticated";
            case "sent":
                return "listeners of the application see what was set on a request";
            case "response":
                return "a request that is refused is not sent again with new credentials";
            case "body":
            case "output":
                return "bodies that the application streams cannot be signed or sent again";
            case "userHeaders":
                return "a header that the application sets itself is not replaced";
            case "message":
                return "messages of AppSync's web sockets go out unauthenticated";
            case "query":
                return "a web socket of AppSync is not opened where the rule has realtime = query";
            default:
                return "not all of its requests are authenticated";
        }
    }

    /** The constant in the woven code. */
    String key() {
        return adapter + '#' + point;
    }
}
