package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Registers the figures with every MBean server that the JVM has, and takes out those of rules that are gone. It never makes a
 * server: that is the application's to do, which may want another one.
 */
final class MBeans {

    private static final String DOMAIN = "io.countersign:";

    private final Operations operations;
    private Map<ObjectName, StandardMBean> registered = new LinkedHashMap<>();
    private boolean troubled;

    MBeans(Operations operations) {
        this.operations = operations;
    }

    /** Does what is to be done now; called again, it does what has come since. */
    void look() {
        if (troubled) {
            return;
        }
        try {
            Iterable<MBeanServer> servers = MBeanServerFactory.findMBeanServer(null);
            if (servers.iterator().hasNext()) {
                register(servers);
            }
        } catch (JMException | RuntimeException | LinkageError e) {
            troubled = true;
            AgentLog.error("figures are not shown as MBeans", e);
        }
    }

    private void register(Iterable<MBeanServer> servers) throws JMException {
        Map<ObjectName, StandardMBean> wanted = wanted();
        for (MBeanServer server : servers) {
            for (ObjectName name : registered.keySet()) {
                if (!wanted.containsKey(name) && server.isRegistered(name)) {
                    server.unregisterMBean(name);
                }
            }
            for (Map.Entry<ObjectName, StandardMBean> each : wanted.entrySet()) {
                add(server, each.getKey(), each.getValue());
            }
        }
        registered = wanted;
    }

    private static void add(MBeanServer server, ObjectName name, StandardMBean bean) throws JMException {
        if (!server.isRegistered(name)) {
            try {
                server.registerMBean(bean, name);
            } catch (InstanceAlreadyExistsException ignored) {
                // Another thread of this JVM, with its own copy of the agent, was faster; either will do.
            }
        }
    }

    private Map<ObjectName, StandardMBean> wanted() throws JMException {
        Map<ObjectName, StandardMBean> wanted = new LinkedHashMap<>();
        ObjectName agent = new ObjectName(DOMAIN + "type=Agent");
        put(wanted, agent, new AgentView(operations), AgentMBean.class);
        for (Map.Entry<String, RuleFigures> rule : operations.counted().rules().entrySet()) {
            put(wanted, named("Rule", rule.getKey()), rule.getValue(), RuleMBean.class);
        }
        for (Map.Entry<String, IdentityFigures> identity :
                operations.counted().identities().entrySet()) {
            put(wanted, named("Identity", identity.getKey()), identity.getValue(), IdentityMBean.class);
        }
        return wanted;
    }

    private <T> void put(Map<ObjectName, StandardMBean> wanted, ObjectName name, T figures, Class<T> shown)
            throws JMException {
        StandardMBean known = registered.get(name);
        wanted.put(name, known != null ? known : new StandardMBean(figures, shown));
    }

    private static ObjectName named(String type, String name) throws JMException {
        return new ObjectName(DOMAIN + "type=" + type + ",name=" + ObjectName.quote(name));
    }
}
