package io.countersign.agent.adapter;

/** The path and query of a request line, which holds a whole URI when it goes to a proxy (RFC 9112, section 3.2). */
final class OriginForm {

    private OriginForm() {}

    static String of(String requestTarget) {
        int authority = requestTarget.startsWith("/") ? -1 : requestTarget.indexOf("://");
        if (authority < 0) {
            return requestTarget;
        }
        for (int i = authority + 3; i < requestTarget.length(); i++) {
            char c = requestTarget.charAt(i);
            if (c == '/' || c == '?') {
                return c == '/' ? requestTarget.substring(i) : "/" + requestTarget.substring(i);
            }
        }
        return "/";
    }
}
