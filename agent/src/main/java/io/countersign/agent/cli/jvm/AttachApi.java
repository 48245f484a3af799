package io.countersign.agent.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's attach API, by reflection: on Java 8 it lies in a jar of its own, later in a module that the agent's loader does
 * not see, and a runtime without the JDK's tools has none.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/21/docs/api/jdk.attach/com/sun/tools/attach/VirtualMachine.html">
 *     VirtualMachine</a>
 */
public final class AttachApi {

    private static final String VIRTUAL_MACHINE = "com.sun.tools.attach.VirtualMachine";

    private final Class<?> virtualMachine;

    private AttachApi(Class<?> virtualMachine) {
        this.virtualMachine = virtualMachine;
    }

    /** @throws IOException if this Java has none */
    public static AttachApi ofThisJava() throws IOException {
        try {
            return new AttachApi(Class.forName(VIRTUAL_MACHINE, false, loader()));
        } catch (ClassNotFoundException e) {
            throw new IOException(
                    "the Java at " + System.getProperty("java.home")
                            + " has no attach API; run this command with a JDK",
                    e);
        }
    }

    private static ClassLoader loader() throws MalformedURLException {
        File tools = new File(System.getProperty("java.home", ""), "../lib/tools.jar");
        return tools.isFile()
                ? new URLClassLoader(new URL[] {tools.toURI().toURL()}, ClassLoader.getSystemClassLoader())
                : ClassLoader.getSystemClassLoader();
    }

    /** All JVMs of this user that say that they are there; this one is left out. */
    public List<RunningJvm> running() throws IOException {
        List<RunningJvm> found = new ArrayList<>();
        for (Object each : (List<?>) call(null, "list")) {
            String pid = (String) call(each, "id");
            if (!pid.equals(ownPid())) {
                found.add(new RunningJvm(pid, (String) call(each, "displayName")));
            }
        }
        return found;
    }

    /** A JVM to talk to; it has to be closed. */
    public AttachedJvm attach(String pid) throws IOException {
        try {
            return new AttachedJvm(
                    virtualMachine.getMethod("attach", String.class).invoke(null, pid), virtualMachine);
        } catch (InvocationTargetException e) {
            throw new IOException(
                    "cannot attach to process " + pid + ": " + reason(e.getCause())
                            + "; is it a JVM, of the same user, and" + " not started with -XX:+DisableAttachMechanism?",
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("this Java's attach API is another one than Countersign knows: " + e, e);
        }
    }

    /** The properties of a JVM's agents, where the flags stand that it was started with. */
    static Properties agentProperties(Object machine, Class<?> type) throws IOException {
        return (Properties) invoke(machine, type, "getAgentProperties");
    }

    private Object call(@Nullable Object target, String method) throws IOException {
        return invoke(target, target == null ? virtualMachine : target.getClass(), method);
    }

    static Object invoke(@Nullable Object target, Class<?> type, String method) throws IOException {
        try {
            return type.getMethod(method).invoke(target);
        } catch (InvocationTargetException e) {
            throw new IOException(reason(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("this Java's attach API is another one than Countersign knows: " + e, e);
        }
    }

    static String reason(@Nullable Throwable cause) {
        return cause == null ? "unknown" : cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String ownPid() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }
}
