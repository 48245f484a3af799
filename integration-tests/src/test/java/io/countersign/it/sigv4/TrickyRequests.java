package io.countersign.it.sigv4;

import io.countersign.counterpart.Header;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests whose signature is easily made over something else than what is sent, and what may be done to them on the way. */
final class TrickyRequests {

    /** Whatever a client may put between slashes and behind a question mark, and no server may misread. */
    static final List<String> TARGETS = List.of(
            "/",
            "/prod/a%20b/%C3%A4/~x/a+b/a%2Fb/a%2fb/=:@,;$&'()*!",
            "/prod//a/./b/../c/",
            "/prod/..%2e/%2E%2E/%25",
            "/prod?b=2&a=1&a=&a&c=%2F%20%C3%A4~-._&A=1",
            "/prod?q=%E2%82%AC%26%3D%25&=x&&z",
            "/prod?q=a+b%2Bc&%2B=+");

    private TrickyRequests() {}

    /**
     * Somebody in between changed one thing.
     *
     * @param withBody whether the body is part of what is signed
     */
    static List<ReceivedRequest> tampered(ReceivedRequest sent, boolean withBody) {
        List<Header> headers = sent.headers();
        List<ReceivedRequest> all = new ArrayList<>(List.of(
                ReceivedRequest.of("PUT", sent.target(), headers, sent.body()),
                ReceivedRequest.of("POST", sent.target() + "/more", headers, sent.body()),
                ReceivedRequest.of("POST", sent.target() + "?more=1", headers, sent.body()),
                ReceivedRequest.of("POST", sent.target(), changed(headers, "Host", "evil.example.com"), sent.body()),
                ReceivedRequest.of("POST", sent.target(), changed(headers, "X-Amz-Meta", "other"), sent.body()),
                ReceivedRequest.of("POST", sent.target(), changed(headers, "Content-Type", "a/b"), sent.body()),
                ReceivedRequest.of("POST", sent.target(), added(headers, "X-Amz-Target", "Other"), sent.body())));
        if (withBody) {
            all.add(ReceivedRequest.of("POST", sent.target(), headers, AppUnderTest.bytes("other")));
        }
        return all;
    }

    private static List<Header> changed(List<Header> headers, String name, String value) {
        Optional<Header> found = headers.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .findFirst();
        assertThat(found).as(name).isPresent();
        return headers.stream()
                .map(line -> line.name().equalsIgnoreCase(name) ? new Header(line.name(), value) : line)
                .toList();
    }

    private static List<Header> added(List<Header> headers, String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return more;
    }
}
