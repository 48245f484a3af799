package io.countersign.it.demo;

import io.countersign.counterpart.SecretLedger;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the {@link Demo} on standard output; the exit status is 0 only if everything came as expected. */
@AllowForbidden("standard output is what a demo is about")
final class DemoMain {

    private DemoMain() {}

    /** The agent's jar, then that of the application. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Launcher launcher = new Launcher(Path.of(arguments[0]), Path.of(arguments[1]));
        System.exit(new Demo(launcher, SecretLedger.discarding()).run(System.out) ? 0 : 1);
    }
}
