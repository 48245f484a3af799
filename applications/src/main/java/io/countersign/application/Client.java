package io.countersign.application;

/** Sends requests with one library, set up as plainly as its manual shows, and following redirects. */
public interface Client {

    /** Sends one request, waits for the answer and reads it to its end. */
    Response send(Request request) throws Exception;
}
