package io.countersign.application.web;

import io.countersign.application.AllowForbidden;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

/**
 * A Tomcat that deploys what standard input says: {@code DEPLOY}, a path and a war, {@code UNDEPLOY} and a path, each after a
 * tab. {@code REMAINING} asks for the class loaders of undeployed applications that no collection takes, for those that
 * Tomcat itself finds, and for the kilobytes of metaspace, with tabs between.
 */
@AllowForbidden("standard output is what this application is about")
public final class TomcatMain {

    private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
    private static final int COLLECTIONS = 12;
    private static final long MILLIS_PER_COLLECTION = 250;

    private final Tomcat tomcat = new Tomcat();
    private final Set<WeakReference<ClassLoader>> undeployed = new HashSet<>();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    private TomcatMain(File folder) throws LifecycleException {
        tomcat.setBaseDir(folder.getPath());
        tomcat.setPort(0);
        new File(folder, "webapps").mkdirs();
        tomcat.getConnector();
        tomcat.start();
    }

    /** The one argument is the folder that it works in. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        TomcatMain main = new TomcatMain(new File(arguments[0]));
        out.println("READY\t" + main.tomcat.getConnector().getLocalPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(main.follow(line.split("\t", -1)));
        }
        System.exit(0);
    }

    private String follow(String[] fields) throws Exception {
        switch (fields[0]) {
            case "DEPLOY":
                return deploy(fields[1], new File(fields[2]));
            case "UNDEPLOY":
                return undeploy(tomcat.getHost().findChild(fields[1]));
            default:
                return remaining();
        }
    }

    private String deploy(String path, File war) throws IOException {
        Context context = tomcat.addWebapp(path, war.getCanonicalPath());
        return context.getState().toString();
    }

    private String undeploy(Container context) throws ReflectiveOperationException {
        ClassLoader loader = ((Context) context).getLoader().getClassLoader();
        undeployed.add(new WeakReference<>(loader, collected));
        tomcat.getHost().removeChild(context);
        stopThreadsOf(loader);
        return context.getState().toString();
    }

    /**
     * OkHttp and Okio leave threads, each for a minute. Tomcat's {@code clearReferencesStopThreads} does the same as this, but
     * waits two seconds first. By reflection, as Java 20 took it away.
     */
    private static void stopThreadsOf(ClassLoader loader) throws ReflectiveOperationException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getContextClassLoader() == loader) {
                Object target = field(Thread.class, "target", thread);
                if (target != null && target.getClass().getName().startsWith(POOL)) {
                    Object pool = Objects.requireNonNull(field(target.getClass(), "this$0", target));
                    ((ExecutorService) pool).shutdownNow();
                }
                Thread.class.getMethod("stop").invoke(thread);
            }
        }
    }

    private static @Nullable Object field(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private String remaining() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS && !undeployed.isEmpty(); i++) {
            System.gc();
            Object first = collected.remove(MILLIS_PER_COLLECTION);
            for (Object gone = first; gone != null; gone = collected.poll()) {
                undeployed.remove(gone);
            }
        }
        // What waits to be finalized, as Apache HttpClient 4 does, keeps its classes until the collection after that.
        for (int i = 0; i < 2; i++) {
            System.runFinalization();
            System.gc();
        }
        int leaks = ((StandardHost) tomcat.getHost()).findReloadedContextMemoryLeaks().length;
        return undeployed.size() + "\t" + leaks + "\t" + metaspace();
    }

    private static long metaspace() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                return pool.getUsage().getUsed() / 1024;
            }
        }
        throw new IllegalStateException("this JVM has no metaspace");
    }
}
