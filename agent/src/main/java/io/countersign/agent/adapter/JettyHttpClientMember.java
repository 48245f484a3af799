package io.countersign.agent.adapter;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Jetty's objects, by name: from version 9 to 12 their types went to other packages and classes became
 * interfaces, so that no compiled call fits all of them; the names stayed. Each is looked up once, also what is not there.
 */
final class JettyHttpClientMember {

    private static final ClassValue<Map<String, Method[]>> KNOWN = new ClassValue<Map<String, Method[]>>() {
        @Override
        protected Map<String, Method[]> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /** In place of a method that is not there. */
    private static final Method[] NONE = {};

    private JettyHttpClientMember() {}

    /**
     * Calls the method that takes such arguments.
     *
     * @throws IllegalStateException if this version has none, or it failed
     */
    static @Nullable Object call(Object target, String name, @Nullable Object... arguments) {
        Method method = find(target.getClass(), name, arguments);
        if (method == null) {
            throw new IllegalStateException(
                    "this version has no " + target.getClass().getName() + "." + name);
        }
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method + " failed", e);
        }
    }

    /** The same for what must be there. */
    static Object get(Object target, String name) {
        Object value = call(target, name);
        if (value == null) {
            throw new IllegalStateException(name + " of " + target.getClass().getName() + " is null");
        }
        return value;
    }

    /** The same for what only some versions have; null also where there is no such method. */
    static @Nullable Object callIfAny(Object target, String name, @Nullable Object... arguments) {
        return find(target.getClass(), name, arguments) == null ? null : call(target, name, arguments);
    }

    static boolean has(Object target, String name) {
        return find(target.getClass(), name) != null;
    }

    private static @Nullable Method find(Class<?> type, String name, @Nullable Object... arguments) {
        StringBuilder key = new StringBuilder(name);
        for (Object argument : arguments) {
            key.append('/').append(argument == null ? "" : argument.getClass().getName());
        }
        Map<String, Method[]> known = KNOWN.get(type);
        Method[] found = known.get(key.toString());
        if (found == null) {
            Method method = search(type, name, arguments);
            found = method == null ? NONE : new Method[] {method};
            known.put(key.toString(), found);
        }
        return found.length == 0 ? null : found[0];
    }

    private static @Nullable Method search(Class<?> type, String name, @Nullable Object... arguments) {
        for (Class<?> each : withSuperTypes(type)) {
            for (Method method : each.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && !method.isBridge()
                        && takes(method.getParameterTypes(), arguments)
                        && isOpen(method)) {
                    return method;
                }
            }
        }
        return null;
    }

    private static boolean takes(Class<?>[] parameters, @Nullable Object... arguments) {
        boolean takes = parameters.length == arguments.length;
        for (int i = 0; takes && i < parameters.length; i++) {
            takes = parameters[i].isPrimitive() ? isBox(arguments[i]) : isFor(parameters[i], arguments[i]);
        }
        return takes;
    }

    private static boolean isBox(@Nullable Object argument) {
        return argument instanceof Number || argument instanceof Boolean;
    }

    private static boolean isFor(Class<?> parameter, @Nullable Object argument) {
        return argument == null || parameter.isInstance(argument);
    }

    /** As a module, Jetty shows some types by their public interfaces only. */
    private static boolean isOpen(Method method) {
        if (Modifier.isPublic(method.getModifiers())
                && Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
            return true;
        }
        try {
            accessible(method);
            return true;
        } catch (RuntimeException closed) {
            return false;
        }
    }

    private static void accessible(AccessibleObject member) {
        member.setAccessible(true);
    }

    /** Classes first, from the type itself upwards. */
    static Set<Class<?>> withSuperTypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.add(each);
        }
        for (Class<?> each : all.toArray(new Class<?>[0])) {
            addInterfaces(each, all);
        }
        return all;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> each : type.getInterfaces()) {
            if (all.add(each)) {
                addInterfaces(each, all);
            }
        }
    }
}
