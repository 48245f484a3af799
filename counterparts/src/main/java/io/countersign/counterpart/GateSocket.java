package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** The client's end of one web socket: puts messages together from their frames, and sends. */
public final class GateSocket extends Session.Listener.AbstractAutoDemanding implements AppSyncEngine.Peer {

    private final Guard guard;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int frames;

    private AppSyncEngine.@Nullable Peer engine;

    /** What stands between a client and its engine. */
    interface Guard {

        /** The socket is open. */
        AppSyncEngine.Peer opened(GateSocket client);

        /** Passes a message on, or answers it. */
        void passText(String message, int frames, GateSocket client, AppSyncEngine.Peer engine);

        /** Passes a message on. */
        void passBinary(byte[] message, int frames, AppSyncEngine.Peer engine);
    }

    GateSocket(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        super.onWebSocketOpen(session);
        engine = guard.opened(this);
    }

    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        text.append(payload);
        frames++;
        if (last) {
            String message = text.toString();
            text.setLength(0);
            guard.passText(message, takeFrames(), this, engine());
        }
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        byte[] part = new byte[payload.remaining()];
        payload.get(part);
        bytes.writeBytes(part);
        frames++;
        if (last) {
            byte[] message = bytes.toByteArray();
            bytes.reset();
            guard.passBinary(message, takeFrames(), engine());
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason) {
        if (engine != null) {
            engine.close(code, reason == null ? "" : reason);
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // A client that hangs up is no failure, and a close follows.
    }

    @Override
    public void text(String message) {
        getSession().sendText(message, Callback.NOOP);
    }

    @Override
    public void binary(byte[] message) {
        getSession().sendBinary(ByteBuffer.wrap(message), Callback.NOOP);
    }

    @Override
    public void close(int code, String reason) {
        getSession().close(code, reason, Callback.NOOP);
    }

    private int takeFrames() {
        int taken = frames;
        frames = 0;
        return taken;
    }

    private AppSyncEngine.Peer engine() {
        if (engine == null) {
            throw new IllegalStateException("a message came before the socket was open");
        }
        return engine;
    }
}
