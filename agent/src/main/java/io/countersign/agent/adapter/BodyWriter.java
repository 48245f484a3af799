package io.countersign.agent.adapter;

import java.io.IOException;
import java.io.OutputStream;

/** The code of an application that writes a body. */
interface BodyWriter {

    /** Writes the whole body; whether that can be done twice only the application knows. */
    void writeTo(OutputStream out) throws IOException;
}
