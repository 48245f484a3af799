package io.countersign.http;

/** What a server answered. The body may hold a token, so that this prints its length only. */
public final class HttpAnswer {

    private static final int OK = 200;

    private final int status;
    private final String text;

    HttpAnswer(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** Whether the status is 200. */
    public boolean isOk() {
        return status == OK;
    }

    /** The body, read as UTF-8; empty if there is none. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "HttpAnswer(" + status + ", " + text.length() + " characters)";
    }
}
