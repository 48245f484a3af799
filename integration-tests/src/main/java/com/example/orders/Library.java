package com.example.orders;

import java.io.IOException;

/** An HTTP client library, used as plainly as its manual shows; both methods follow redirects and give the status. */
interface Library {

    /** What people call it. */
    String name();

    /** Fetches a resource and reads it to its end. */
    int get(String url) throws IOException;

    /** Sends a JSON document and reads the answer to its end. */
    int post(String url, String json) throws IOException;
}
