package io.countersign.counterpart;

/** A web socket that opens only to say that its handshake was not authorized. */
final class RefusingGuard implements GateSocket.Guard, AppSyncEngine.Peer {

    private static final int POLICY_VIOLATION = 1008;

    private final String subprotocol;

    RefusingGuard(String subprotocol) {
        this.subprotocol = subprotocol;
    }

    @Override
    public AppSyncEngine.Peer opened(GateSocket client) {
        return this;
    }

    @Override
    public void passText(String message, int frames, GateSocket client, AppSyncEngine.Peer engine) {
        if (AppSyncMessage.of(subprotocol, message).type().equals("connection_init")) {
            client.text(AppSyncErrors.connectionError(subprotocol.equals(AppSyncHandshake.EVENTS)));
            client.close(POLICY_VIOLATION, AppSyncErrors.TYPE);
        }
    }

    @Override
    public void passBinary(byte[] message, int frames, AppSyncEngine.Peer engine) {
        // Nobody is here to take it.
    }

    @Override
    public void text(String message) {
        // Nobody is here to take it.
    }

    @Override
    public void binary(byte[] message) {
        // Nobody is here to take it.
    }

    @Override
    public void close(int code, String reason) {
        // There is nothing behind that would have to hear of it.
    }
}
