package io.countersign.application.commons3;

import org.apache.commons.httpclient.HttpMethodBase;

/** A method of any name without a body, which this library redirects. */
final class EmptyMethod extends HttpMethodBase {

    private final String name;

    EmptyMethod(String name, String url) {
        super(url);
        this.name = name;
        setFollowRedirects(true);
    }

    @Override
    public String getName() {
        return name;
    }
}
