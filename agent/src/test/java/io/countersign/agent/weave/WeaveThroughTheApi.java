package io.countersign.agent.weave;

import static java.util.Objects.requireNonNull;

/** Run on a newer JDK than the build's: weaves a class by that JDK's API, has it verified, and tries one too new. */
public final class WeaveThroughTheApi extends ClassLoader {

    private static final String SEAM = "org/apache/http/protocol/HttpRequestExecutor";

    private final byte[] woven;

    private WeaveThroughTheApi(byte[] woven) {
        this.woven = woven;
    }

    public static void main(String[] arguments) throws Exception {
        byte[] original = JdkClassFileTest.bytes(SEAM);
        HookTable table = new HookTable(false);
        ClientClass type = requireNonNull(table.type(SEAM, null));
        byte[] woven = requireNonNull(new Weaver(table, new MovedSeams(), new WovenLibraries((library, jar) -> {}))
                .weave(type, JdkClassFile.of(original)));
        String name = SEAM.replace('/', '.');
        Class.forName(name, true, new WeaveThroughTheApi(woven));
        System.out.println(woven.length > original.length ? "linked: " + name : "not woven");
        original[6] = 999 >> 8;
        original[7] = (byte) 999;
        try {
            JdkClassFile.of(original);
        } catch (UnknownClassFileException e) {
            System.out.println("unknown: " + e.version());
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.equals(SEAM.replace('/', '.'))
                ? defineClass(name, woven, 0, woven.length)
                : super.loadClass(name, resolve);
    }
}
