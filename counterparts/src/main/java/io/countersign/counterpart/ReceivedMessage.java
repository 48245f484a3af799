package io.countersign.counterpart;

import java.nio.charset.StandardCharsets;

/** One message of a web socket as it arrived. */
public final class ReceivedMessage {

    private final int socket;
    private final boolean binary;
    private final byte[] payload;
    private final int frames;

    ReceivedMessage(int socket, boolean binary, byte[] payload, int frames) {
        this.socket = socket;
        this.binary = binary;
        this.payload = payload.clone();
        this.frames = frames;
    }

    /** Which handshake since the last reset it belongs to, the first being 0. */
    public int socket() {
        return socket;
    }

    /** Whether it came in binary frames. */
    public boolean isBinary() {
        return binary;
    }

    /** In how many frames it came, empty ones included. */
    public int frames() {
        return frames;
    }

    /** All its bytes. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The payload as UTF-8. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Its size only, since messages can carry credentials. */
    @Override
    public String toString() {
        return (binary ? "binary" : "text") + " of " + payload.length + " bytes in " + frames + " frames";
    }
}
