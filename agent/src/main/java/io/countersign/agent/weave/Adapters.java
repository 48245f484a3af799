package io.countersign.agent.weave;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Hops;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The adapters of each woven class; they hang on that class, so that nothing of a web application is kept alive. */
final class Adapters {

    private final Platform platform;
    private final Hops hops;
    private final HookTable table;

    private final ClassValue<ClassLoader> loaders = new ClassValue<ClassLoader>() {
        @Override
        protected ClassLoader computeValue(Class<?> owner) {
            return loaderFor(owner);
        }
    };

    private final ClassValue<Map<String, Adapter>> adapters = new ClassValue<Map<String, Adapter>>() {
        @Override
        protected Map<String, Adapter> computeValue(Class<?> owner) {
            return new ConcurrentHashMap<>();
        }
    };

    Adapters(Platform platform, Hops hops, HookTable table) {
        this.platform = platform;
        this.hops = hops;
        this.table = table;
    }

    Adapter of(Class<?> owner, Hook hook) throws ReflectiveOperationException {
        Map<String, Adapter> known = adapters.get(owner);
        Adapter adapter = known.get(hook.adapter());
        return adapter != null ? adapter : make(known, owner, hook.adapter());
    }

    private Adapter make(Map<String, Adapter> known, Class<?> owner, String name) throws ReflectiveOperationException {
        Constructor<?> constructor =
                loaders.get(owner).loadClass(AdapterLoader.ADAPTERS + name).getConstructor(Hops.class);
        Adapter made = (Adapter) constructor.newInstance(hops);
        Adapter first = known.putIfAbsent(name, made);
        return first != null ? first : made;
    }

    /** What belongs to the platform is seen by the agent's own loader already. */
    private ClassLoader loaderFor(Class<?> owner) {
        ClassLoader agent = Adapters.class.getClassLoader();
        @Nullable ClassLoader library = owner.getClassLoader();
        ClientClass type = table.type(owner.getName().replace('.', '/'), null);
        Relocation relocation = type == null || type.isOfJdk() ? null : Relocation.of(type, library);
        ClassLoader loader;
        if (relocation != null) {
            loader = new AdapterLoader(library, relocation);
        } else if (library == null || library == agent.getParent()) {
            loader = agent;
        } else {
            loader = new AdapterLoader(library, null);
        }
        open(owner, loader);
        return loader;
    }

    private void open(Class<?> owner, ClassLoader to) {
        if (owner.getName().startsWith("sun.net.www.")) {
            platform.open(owner, to, "sun.net.www.protocol.http", "sun.net.www", "java.net");
        } else {
            platform.open(owner, to);
        }
    }
}
