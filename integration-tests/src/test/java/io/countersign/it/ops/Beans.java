package io.countersign.it.ops;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** The MBeans of Countersign in another JVM, over its local connector. */
final class Beans implements AutoCloseable {

    private static final String ADDRESS = "com.sun.management.jmxremote.localConnectorAddress";

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private Beans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** Of a JVM that was started with its management agent. */
    static Beans of(long pid) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
        try {
            return at(jvm.getAgentProperties().getProperty(ADDRESS));
        } finally {
            jvm.detach();
        }
    }

    /** Of a JVM that is given its management agent now, and has an MBean server from then on. */
    static Beans broughtTo(long pid) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
        try {
            return at(jvm.startLocalManagementAgent());
        } finally {
            jvm.detach();
        }
    }

    @SuppressWarnings("BanJNDI") // the address is that of a JVM of this test's
    private static Beans at(String address) throws IOException {
        return new Beans(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    }

    /** Waits until there are as many as the rules ask for; the agent looks every few seconds. */
    Beans await(int count) throws IOException, JMException {
        Instant limit = Clock.systemUTC().instant().plusSeconds(60);
        while (server.queryNames(new ObjectName("io.countersign:*"), null).size() < count) {
            if (Clock.systemUTC().instant().isAfter(limit)) {
                throw new AssertionError(
                        "there are only " + server.queryNames(new ObjectName("io.countersign:*"), null));
            }
            Thread.onSpinWait();
        }
        return this;
    }

    long count(String bean, String attribute) {
        return ((Number) attribute(bean, attribute)).longValue();
    }

    String text(String bean, String attribute) {
        return String.valueOf(attribute(bean, attribute));
    }

    String[] texts(String bean, String attribute) {
        return (String[]) attribute(bean, attribute);
    }

    /** All attributes of all beans, as text. */
    Map<String, String> all() throws IOException, JMException {
        Map<String, String> all = new TreeMap<>();
        for (ObjectName name : server.queryNames(new ObjectName("io.countersign:*"), null)) {
            for (MBeanAttributeInfo each : server.getMBeanInfo(name).getAttributes()) {
                @Nullable Object value = server.getAttribute(name, each.getName());
                all.put(
                        name + " " + each.getName(),
                        value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value));
            }
        }
        return all;
    }

    private Object attribute(String bean, String attribute) {
        try {
            return server.getAttribute(new ObjectName("io.countersign:" + bean), attribute);
        } catch (IOException | JMException e) {
            throw new AssertionError(bean + " has no " + attribute, e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
