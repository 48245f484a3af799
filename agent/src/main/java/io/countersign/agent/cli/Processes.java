package io.countersign.agent.cli;

import io.countersign.Surroundings;

/** The world of a command that gets credentials: this process, and a thread for each fetch. */
final class Processes {

    private Processes() {}

    static Surroundings surroundings() {
        return Surroundings.ofProcess(work -> {
            Thread thread = new Thread(work, "countersign-engine");
            thread.setDaemon(true);
            thread.setContextClassLoader(Processes.class.getClassLoader());
            thread.start();
        });
    }
}
