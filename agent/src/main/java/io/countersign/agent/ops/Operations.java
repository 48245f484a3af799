package io.countersign.agent.ops;

import io.countersign.event.EngineEvents;
import io.countersign.rules.RuleSet;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What operators see of this JVM's agent: what is counted, and the places where that is shown. */
public final class Operations implements BiConsumer<String, String> {

    private final File rulesFile;
    private final Instant started;
    private final Figures figures;
    private final FlightRecording recording;
    private final List<String> libraries = new ArrayList<>();
    private final Displays displays;

    Operations(File rulesFile, Clock clock, Rounds rounds) {
        this.rulesFile = rulesFile;
        this.started = clock.instant();
        this.figures = new Figures(clock);
        this.recording = new FlightRecording(figures);
        this.displays = new Displays(this, rounds);
    }

    /** Begins to look for places to show things, on the rounds. */
    public static Operations start(File rulesFile, Rounds rounds) {
        Operations made = new Operations(rulesFile, Clock.systemUTC(), rounds);
        made.displays.begin();
        return made;
    }

    /** Who is told of hops and tokens. */
    public EngineEvents figures() {
        return figures;
    }

    /** From now on these rules are in force. */
    public void follow(RuleSet rules) {
        if (figures.follow(rules)) {
            displays.follow(rules);
        }
    }

    /** Who knows how identities stand. */
    public void ask(IdentityStatus status) {
        figures.ask(status);
    }

    /** The last moment to begin a recording that has every hop in it. */
    public void beforeFirstHop() {
        recording.beginIfWanted();
    }

    /**
     * A client library is woven: its first class is about to be used.
     *
     * @param name with its version, if that is known
     * @param jar its file, or {@code JDK}
     */
    @Override
    public void accept(String name, String jar) {
        synchronized (libraries) {
            libraries.add(name + " (" + jar + ")");
        }
        displays.say(name + " is woven (" + jar + ")");
    }

    String[] libraries() {
        synchronized (libraries) {
            return libraries.toArray(new String[0]);
        }
    }

    Figures counted() {
        return figures;
    }

    FlightRecording recording() {
        return recording;
    }

    File rulesFile() {
        return rulesFile;
    }

    Instant started() {
        return started;
    }
}
