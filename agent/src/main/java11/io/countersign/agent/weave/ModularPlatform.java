package io.countersign.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Java 9 and later: supported API only. */
final class ModularPlatform extends Platform {

    private final Instrumentation instrumentation;

    ModularPlatform(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    Class<?> defineInJavaLang(String name, byte[] bytes) throws ReflectiveOperationException {
        open(Object.class, ModularPlatform.class.getClassLoader());
        return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                .defineClass(bytes);
    }

    @Override
    void open(Class<?> owner, ClassLoader to, String... packages) {
        Module module = owner.getModule();
        if (!module.isNamed()) {
            return;
        }
        Set<Module> reader = Collections.singleton(to.getUnnamedModule());
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : packages.length == 0 ? new String[] {owner.getPackageName()} : packages) {
            opens.put(name, reader);
        }
        instrumentation.redefineModule(
                module,
                Collections.emptySet(),
                Collections.emptyMap(),
                opens,
                Collections.emptySet(),
                Collections.emptyMap());
    }
}
