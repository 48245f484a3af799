package io.countersign.application.commons3;

import org.apache.commons.httpclient.methods.EntityEnclosingMethod;

/** A method of any name with a body, which this library never redirects. */
final class NamedMethod extends EntityEnclosingMethod {

    private final String name;

    NamedMethod(String name, String url) {
        super(url);
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }
}
