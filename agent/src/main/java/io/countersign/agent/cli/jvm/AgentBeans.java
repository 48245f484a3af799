package io.countersign.agent.cli.jvm;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** What the agent of another JVM says of itself. */
public final class AgentBeans implements Closeable {

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private AgentBeans(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /** @param address from {@link AttachedJvm#managementAddress} */
    @SuppressWarnings("BanJNDI") // the address came from a JVM of this user, through the attach API
    public static AgentBeans at(String address) throws IOException {
        return new AgentBeans(JMXConnectorFactory.connect(new JMXServiceURL(address)));
    }

    /** Whether the agent has shown itself; it does so a few seconds after the JVM's management has begun. */
    public boolean areThere() throws IOException {
        return !ofType("Agent").isEmpty();
    }

    /** The attributes of all MBeans of one type, by the names of the MBeans and their own. */
    public Map<String, Map<String, Object>> ofType(String type) throws IOException {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        try {
            for (ObjectName name : server.queryNames(new ObjectName("io.countersign:type=" + type + ",*"), null)) {
                found.put(unquoted(name.getKeyProperty("name")), attributes(name));
            }
            return found;
        } catch (JMException e) {
            throw new IOException("the JVM's MBeans cannot be read: " + e, e);
        }
    }

    private Map<String, Object> attributes(ObjectName name) throws JMException, IOException {
        MBeanAttributeInfo[] known = server.getMBeanInfo(name).getAttributes();
        String[] names = new String[known.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = known[i].getName();
        }
        Map<String, Object> values = new TreeMap<>();
        for (Attribute each : server.getAttributes(name, names).asList()) {
            if (each.getValue() != null) {
                values.put(each.getName(), each.getValue());
            }
        }
        return values;
    }

    private static String unquoted(@Nullable String name) {
        return name == null ? "" : name.startsWith("\"") ? ObjectName.unquote(name) : name;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
