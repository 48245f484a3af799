package io.countersign.agent.cli;

import io.countersign.agent.AllowForbidden;
import io.countersign.secret.Environment;
import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** What a command has of the world: where it prints, where references lead, the time, and who answers questions. */
final class Console {

    private final PrintWriter out;
    private final PrintWriter err;
    private final Ansi ansi;
    private final Environment environment;
    private final Clock clock;
    private final CommandLog log = new CommandLog();

    private Console(PrintWriter out, PrintWriter err, Ansi ansi) {
        this.out = out;
        this.err = err;
        this.ansi = ansi;
        this.environment = Environment.ofProcess();
        this.clock = Clock.systemUTC();
    }

    /** Of this process. Colours only where picocli finds a terminal, and nobody set {@code NO_COLOR}. */
    @AllowForbidden("a command speaks on standard output")
    static Console ofProcess() {
        return new Console(new PrintWriter(on(System.out), true), new PrintWriter(on(System.err), true), Ansi.AUTO);
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    Ansi ansi() {
        return ansi;
    }

    Environment environment() {
        return environment;
    }

    Clock clock() {
        return clock;
    }

    /** What the engine says. */
    CommandLog log() {
        return log;
    }

    /** A file as it was named, which is where messages say it is. */
    File file(String name) {
        return new File(name);
    }

    /** The answer to a question; null if nobody is there, or has anything to say. */
    @Nullable
    String ask(String question) {
        java.io.Console terminal = terminal();
        String answer = terminal == null ? null : terminal.readLine("%s ", question);
        return answer == null || answer.trim().isEmpty() ? null : answer.trim();
    }

    /** Whether there is somebody to ask. */
    boolean isInteractive() {
        return terminal() != null;
    }

    /** Java 22 and later give a console to everybody, and tell apart who sits there by a method that is new, too. */
    @SuppressWarnings("SystemConsoleNull")
    private static java.io.@Nullable Console terminal() {
        java.io.Console console = System.console();
        try {
            boolean terminal = console != null
                    && (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
            return terminal ? console : null;
        } catch (ReflectiveOperationException before22) {
            return console;
        }
    }

    /** The stream knows in which characters the terminal is written; a writer on its bytes would not. */
    private static Writer on(PrintStream stream) {
        return new Writer() {
            @Override
            public void write(char[] characters, int from, int count) {
                stream.print(new String(characters, from, count));
            }

            @Override
            public void flush() {
                stream.flush();
            }

            @Override
            public void close() {
                flush();
            }
        };
    }
}
