package io.countersign.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;

/** What the agent needs of the JVM and what differs between Java 8, which this is, and the module system. */
class Platform {

    static Platform of(Instrumentation instrumentation) throws ReflectiveOperationException {
        if (System.getProperty("java.specification.version", "").startsWith("1.")) {
            return new Platform();
        }
        return Class.forName("io.countersign.agent.weave.ModularPlatform")
                .asSubclass(Platform.class)
                .getDeclaredConstructor(Instrumentation.class)
                .newInstance(instrumentation);
    }

    /** Defines a class in the boot loader; Java 8 has no other way than Unsafe, which Java 11 took it away from. */
    Class<?> defineInJavaLang(String name, byte[] bytes) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return (Class<?>) unsafe.getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class)
                .invoke(instance.get(null), name, bytes, 0, bytes.length, null, null);
    }

    /**
     * Lets the classes of a loader reflect on the given packages of a class's module; on its own package if none is
     * given.
     */
    void open(Class<?> owner, ClassLoader to, String... packages) {}
}
