package io.countersign.agent.cli.jvm;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Properties;

/** Another JVM that listens to us. */
public final class AttachedJvm implements Closeable {

    private static final String NONE = "";

    private final Object machine;
    private final Class<?> type;

    AttachedJvm(Object machine, Class<?> type) {
        this.machine = machine;
        this.type = type;
    }

    /** The flags that it was started with. */
    public String flags() throws IOException {
        return AttachApi.agentProperties(machine, type).getProperty("sun.jvm.args", NONE);
    }

    /** One of its system properties; empty if it has none of that name. */
    public String property(String name) throws IOException {
        return ((Properties) AttachApi.invoke(machine, type, "getSystemProperties")).getProperty(name, NONE);
    }

    /** Where its MBeans can be asked from this machine; it opens that way if it has not done so before. */
    public String managementAddress() throws IOException {
        return (String) AttachApi.invoke(machine, type, "startLocalManagementAgent");
    }

    /** Brings an agent into it, and waits until that has begun. */
    public void load(String jar, String options) throws IOException {
        try {
            type.getMethod("loadAgent", String.class, String.class).invoke(machine, jar, options);
        } catch (InvocationTargetException e) {
            // How Java 8 says that all went well is not what later ones expect.
            Throwable cause = e.getCause();
            if (cause == null || !"0".equals(cause.getMessage())) {
                throw new IOException(AttachApi.reason(cause), cause);
            }
        } catch (ReflectiveOperationException e) {
            throw new IOException("this Java's attach API is another one than Countersign knows: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        AttachApi.invoke(machine, type, "detach");
    }
}
