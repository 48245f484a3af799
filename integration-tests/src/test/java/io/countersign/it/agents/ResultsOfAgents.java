package io.countersign.it.agents;

import io.countersign.it.support.Results;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Writes down how each pair of agents got on, for {@code docs/support.md}. */
final class ResultsOfAgents implements InvocationInterceptor {

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> context, ExtensionContext extension)
            throws Throwable {
        Pair pair = (Pair) context.getArguments().get(0);
        boolean passed = false;
        try {
            test.proceed();
            passed = true;
        } finally {
            Results.ofAgents().add(pair.result(passed));
        }
    }
}
