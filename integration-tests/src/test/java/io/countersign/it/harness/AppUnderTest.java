package io.countersign.it.harness;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A running application with one client library, in a JVM of its own. */
public final class AppUnderTest implements AutoCloseable {

    private static final String READY = "READY";
    private static final int FEW_LINES = 10;

    private final ForkedJvm jvm;

    private AppUnderTest(ForkedJvm jvm) {
        this.jvm = jvm;
    }

    /** An application to set up. */
    public static Setup with(Application application, Jdk jdk) {
        return new Setup(application, jdk);
    }

    /** What brings the agent with these options; empty ones are left out. */
    public static String agentOption(String agentOptions) {
        return "-javaagent:" + AgentJar.path() + (agentOptions.isEmpty() ? "" : "=" + agentOptions);
    }

    /** Sends a request without a body. */
    public Outcome send(String method, URI uri, String... headers) {
        return send(method, uri, new byte[0], headers);
    }

    /** Sends a request; each header is {@code Name: value}. */
    public Outcome send(String method, URI uri, byte[] body, String... headers) {
        return send(method, uri, "", body, headers);
    }

    /** Sends a body of one of the kinds that the applications know, its name followed by a colon. */
    public Outcome send(String method, URI uri, String kind, byte[] body, String... headers) {
        return Outcome.parse(jvm.ask(line(method, uri, kind, body, headers)));
    }

    /** Sends a request without a body, whose answer may take so many milliseconds. */
    public Outcome sendWithin(int millis, String method, URI uri) {
        return Outcome.parse(jvm.ask("WITHIN\t" + millis + "\t" + line(method, uri, "", new byte[0])));
    }

    /** Begins to send a request without a body, and interrupts its thread when the returned one is ended. */
    public Endless sendToInterrupt(String method, URI uri) {
        jvm.say("INTERRUPT\t" + line(method, uri, "", new byte[0]));
        return new Endless(jvm);
    }

    /** Begins to send a request without a body, and cancels it when the returned one is ended. */
    public Endless sendToCancel(String method, URI uri) {
        jvm.say("CANCEL\t" + line(method, uri, "", new byte[0]));
        return new Endless(jvm);
    }

    /**
     * Has a request without a body sent many times by many threads, and does not wait for the outcomes.
     *
     * @param threads 0 for a virtual one for each request
     */
    public Crowd sendMany(int requests, int threads, String method, URI uri) {
        return sendMany(requests, threads, line(method, uri, "", new byte[0]));
    }

    /** The same with a body of one of the kinds that the applications know, on virtual threads. */
    public Crowd sendManyVirtually(int requests, String method, URI uri, String kind, byte[] body) {
        return sendMany(requests, 0, line(method, uri, kind, body));
    }

    private Crowd sendMany(int requests, int threads, String line) {
        jvm.say("MANY\t" + requests + "\t" + threads + "\t" + line);
        return new Crowd(jvm, requests);
    }

    /** Attaches the agent to it while it runs, and waits until that is done. */
    public void attach(String agentOptions) {
        Attachment.of(AgentJar.path(), agentOptions).to(jvm.pid());
    }

    /** Its process id. */
    public long pid() {
        return jvm.pid();
    }

    /** What the agent has said so far of its working well. */
    public List<String> goodNews() {
        return jvm.goodNews();
    }

    /** Its standard error so far, without blank lines and without good news. */
    public List<String> errors() {
        return jvm.errors();
    }

    /** Ends the application and gives its complete standard error, without blank lines and without good news. */
    public List<String> endAndGetErrors() {
        jvm.end();
        return jvm.errors();
    }

    @Override
    public void close() {
        jvm.close();
    }

    private static String line(String method, URI uri, String kind, byte[] body, String... headers) {
        List<String> fields = new ArrayList<>(
                List.of(method, uri.toString(), kind + Base64.getEncoder().encodeToString(body)));
        fields.addAll(List.of(headers));
        return String.join("\t", fields);
    }

    /** A request under way that does not end by itself. */
    public static final class Endless {

        private final ForkedJvm jvm;

        private Endless(ForkedJvm jvm) {
            this.jvm = jvm;
        }

        /** Ends it; to be called once. */
        public Outcome end() {
            return Outcome.parse(jvm.ask("now"));
        }
    }

    /** Requests under way. */
    public static final class Crowd {

        private final ForkedJvm jvm;
        private final int requests;

        private Crowd(ForkedJvm jvm, int requests) {
            this.jvm = jvm;
            this.requests = requests;
        }

        /** Waits for all of them; to be called once. */
        public List<Outcome> outcomes() {
            return Stream.generate(jvm::nextLine)
                    .limit(requests)
                    .map(Outcome::parse)
                    .toList();
        }
    }

    /** How an application is started. */
    public static final class Setup {

        private final Application application;
        private final Jdk jdk;
        private final List<String> options = new ArrayList<>(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        private final Map<String, String> environment = new LinkedHashMap<>();
        private List<Path> libraries;
        private List<String> launch = List.of();

        private Setup(Application application, Jdk jdk) {
            this.application = application;
            this.jdk = jdk;
            this.libraries = application.libraries();
        }

        /** With the agent, reading this rules file. */
        public Setup agent(Path rules) {
            return agent(rules.toString());
        }

        /** With the agent and these agent options; empty ones are left out. */
        public Setup agent(String agentOptions) {
            return option(agentOption(agentOptions));
        }

        /** With one more option for the JVM. */
        public Setup option(String option) {
            options.add(option);
            return this;
        }

        /** With an archive of classes of its own, which takes this option and suffers no other. */
        public Setup archive(String option) {
            options.remove("-Xshare:auto");
            return option(option);
        }

        /** With other jars in place of its library's. */
        public Setup libraries(List<Path> jars) {
            libraries = jars;
            return this;
        }

        /** Launched by these arguments in place of a class path and a main class, which its client's name then follows. */
        public Setup launch(String... arguments) {
            launch = List.of(arguments);
            return this;
        }

        /** With a variable in its environment, which is empty otherwise. */
        public Setup variable(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Starts it and waits until it is ready. */
        public AppUnderTest start() {
            return ready(fork(), 0);
        }

        /** The same where the JVM itself may print some lines first. */
        public AppUnderTest startNoisy() {
            return ready(fork(), FEW_LINES);
        }

        private static AppUnderTest ready(ForkedJvm jvm, int before) {
            String greeting = jvm.nextLine();
            for (int i = 0; i < before && !greeting.equals(READY); i++) {
                greeting = jvm.nextLine();
            }
            if (!greeting.equals(READY)) {
                jvm.close();
                throw new IllegalStateException("unexpected output: " + greeting + ", errors: " + jvm.errors());
            }
            return new AppUnderTest(jvm);
        }

        /** Starts it without waiting, for where it is not expected to come up. */
        public ForkedJvm fork() {
            List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
            command.addAll(options);
            command.addAll(launch.isEmpty() ? byClassPath() : launch);
            command.add(application.client());
            return ForkedJvm.start(application.name() + " on " + jdk, command, environment);
        }

        private List<String> byClassPath() {
            return List.of("-cp", application.classPath(libraries), "io.countersign.application.ApplicationMain");
        }
    }

    /** What the application saw: a status and the digest of the body, or an exception and its message. */
    public record Outcome(String first, String second) {

        /** As applications print it. */
        public static Outcome parse(String line) {
            String[] fields = line.split("\t", 2);
            return new Outcome(fields[0], fields[1]);
        }

        /** An answer with this status and body. */
        public static Outcome answer(int status, byte[] body) {
            return new Outcome(Integer.toString(status), Digest.of(body));
        }

        /** The status, or the exception's class if there was none. */
        public String status() {
            return first;
        }

        /** The exception's message; the digest of the body if there was none. */
        public String message() {
            return second;
        }
    }

    /** UTF-8 bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
