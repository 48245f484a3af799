package io.countersign.application.feign;

import feign.RequestLine;
import feign.Response;
import java.net.URI;

/** An API as its user describes it to Feign. */
public interface Target {

    /** A GET there. */
    @RequestLine("GET")
    Response get(URI there);

    /** A POST there. */
    @RequestLine("POST")
    Response post(URI there, byte[] body);
}
