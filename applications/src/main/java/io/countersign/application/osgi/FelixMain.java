package io.countersign.application.osgi;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Installs a bundle and runs the application in it: the framework's folder, the bundle's jar, the client's name. No package
 * of the JVM is seen by bundles that do not import it, {@code java.*} excepted.
 */
public final class FelixMain {

    private static final String APPLICATION = "io.countersign.application.ApplicationMain";

    private FelixMain() {}

    /** Returns when the application's input ends. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, arguments[0]);
        settings.put(Constants.FRAMEWORK_BOOTDELEGATION, "");
        settings.put("felix.bootdelegation.implicit", "false");
        FrameworkFactory factory = Class.forName("org.apache.felix.framework.FrameworkFactory")
                .asSubclass(FrameworkFactory.class)
                .getConstructor()
                .newInstance();
        Framework framework = factory.newFramework(settings);
        framework.start();
        Bundle bundle = framework
                .getBundleContext()
                .installBundle(new File(arguments[1]).toURI().toString());
        bundle.start();
        Class<?> application = bundle.loadClass(APPLICATION);
        if (application.getClassLoader() == FelixMain.class.getClassLoader()) {
            throw new IllegalStateException("the bundle has no loader of its own");
        }
        application.getMethod("main", String[].class).invoke(null, (Object) new String[] {arguments[2]});
    }
}
