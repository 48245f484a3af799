package io.countersign.agent.weave;

import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Behind every hook: finds the adapter and lets nothing but a refusal of the engine reach the application. A defect of
 * ours leaves the call as it was and is said once per hook and class.
 */
final class Dispatcher implements BiFunction<Object, Object, Object> {

    private final Map<String, Hook> hooks = new HashMap<>();
    private final Adapters adapters;
    private final OwnCalls ownCalls;
    private final Defects defects = new Defects();

    Dispatcher(HookTable table, Adapters adapters, OwnCalls ownCalls) {
        this.adapters = adapters;
        this.ownCalls = ownCalls;
        for (String name : table.classes()) {
            for (Hook hook : table.of(name)) {
                hooks.put(hook.key(), hook);
            }
        }
    }

    @Override
    @SuppressWarnings("NullAway") // a hook answers with what the woven method would have returned, which may be null
    public Object apply(Object key, Object raw) {
        Object[] values = (Object[]) raw;
        Hook hook = hooks.get(key);
        if (hook == null || ownCalls.inProgress()) {
            return unchanged(hook, values);
        }
        try {
            return CallerRights.matter() ? CallerRights.lift(() -> call(hook, values)) : call(hook, values);
        } catch (Refusal refusal) {
            throw Dispatcher.<RuntimeException>unchecked(refusal.answer());
        } catch (Throwable defect) {
            defects.report("hook " + hook.key() + " of " + ((Class<?>) values[0]).getName(), defect);
            return unchanged(hook, values);
        }
    }

    private @Nullable Object call(Hook hook, Object[] values) throws Exception {
        Call call = new Call(values);
        Object result = adapters.of(call.owner(), hook).at(hook.point(), call);
        return hook.place() == Hook.Place.ENTRY ? call.arguments() : result;
    }

    private static @Nullable Object unchanged(@Nullable Hook hook, Object[] values) {
        return hook != null && hook.place() == Hook.Place.ENTRY ? values[2] : values[3];
    }

    /** Every woven method declares IOException; only the functional interface in between does not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable t) throws E {
        throw (E) t;
    }
}
