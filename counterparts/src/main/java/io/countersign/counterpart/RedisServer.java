package io.countersign.counterpart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis server on loopback, which wants a password and keeps nothing on disk. Redis itself picks no port, so the system
 * is asked for a free one, and asked again if somebody else was faster.
 */
public final class RedisServer implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/redis-server"),
            Path.of("/usr/local/bin/redis-server"),
            Path.of("/usr/bin/valkey-server"));

    private final Process process;
    private final int port;
    private final boolean secure;
    private final String password;

    private RedisServer(Process process, int port, boolean secure, String password) {
        this.process = process;
        this.port = port;
        this.secure = secure;
        this.password = password;
    }

    /** Whether this machine has one; Debian's package is {@code redis-server}. */
    public static boolean isInstalled() {
        return program() != null;
    }

    /** Whether to go without: never where {@code CI} is true, which has everything that tests need. */
    public static boolean mayBeMissed() {
        return !isInstalled() && !"true".equals(System.getenv("CI"));
    }

    /** Starts one with further options, for instance {@code --maxmemory 1mb}. */
    public static RedisServer start(String password, String... options) {
        return started(password, false, List.of(options));
    }

    /** Starts one that speaks TLS only. */
    public static RedisServer startSecure(String password, ServerCertificate certificate) {
        return started(
                password,
                true,
                List.of(
                        "--tls-cert-file",
                        certificate.pemCertificate().toString(),
                        "--tls-key-file",
                        certificate.pemKey().toString(),
                        "--tls-auth-clients",
                        "no"));
    }

    /** What {@code token-store} must be. */
    public URI url() {
        return url("127.0.0.1");
    }

    /** The same under another name or address of this machine. */
    public URI url(String host) {
        return URI.create((secure ? "rediss" : "redis") + "://" + host + ":" + port);
    }

    /** Another one at the same port, after this one was closed; without TLS. */
    public RedisServer again() {
        RedisServer next = attempt(port, password, false, List.of());
        if (next == null) {
            throw new IllegalStateException("somebody else has taken the port");
        }
        return next;
    }

    /** A command and what comes back, in the protocol's own form; only without TLS. */
    public List<String> ask(String... command) {
        try (Socket socket = new Socket(Listener.loopback(), port)) {
            StringBuilder lines = new StringBuilder("AUTH " + password + "\r\n");
            lines.append('*').append(command.length).append("\r\n");
            Stream.of(command)
                    .forEach(word -> lines.append('$')
                            .append(word.getBytes(StandardCharsets.UTF_8).length)
                            .append("\r\n")
                            .append(word)
                            .append("\r\n"));
            socket.getOutputStream().write((lines + "QUIT\r\n").getBytes(StandardCharsets.UTF_8));
            List<String> answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            return answer.subList(1, answer.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it from answering, with its connections open. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it answer again. */
    public void thaw() {
        signal("-CONT");
    }

    /** Ends it at once. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RedisServer started(String password, boolean secure, List<String> options) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RedisServer server = attempt(freePort(), password, secure, options);
            if (server != null) {
                return server;
            }
        }
        throw new IllegalStateException("redis-server found no free port");
    }

    private static @Nullable RedisServer attempt(int port, String password, boolean secure, List<String> options) {
        try {
            List<String> command = new ArrayList<>(List.of(String.valueOf(program())));
            command.addAll(secure ? List.of("--port", "0", "--tls-port") : List.of("--port"));
            command.add(Integer.toString(port));
            command.addAll(List.of("--bind", "127.0.0.1", "-127.0.0.2", "--save", "", "--requirepass", password));
            command.addAll(options);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            if (isReady(process.inputReader(StandardCharsets.UTF_8))) {
                return new RedisServer(process, port, secure, password);
            }
            process.destroyForcibly();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints after that is read on, so that it never waits for a reader. */
    private static boolean isReady(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Ready to accept connections")) {
                Listener.daemon(() -> drain(output), "redis-server");
                return true;
            }
            said.append(line).append('\n');
        }
        if (said.indexOf("Address already in use") < 0) {
            throw new IllegalStateException("redis-server does not start: " + said);
        }
        return false;
    }

    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {
                // Nobody reads what it says while it runs.
            }
        } catch (IOException ended) {
            // The server was closed while it was being read.
        }
    }

    private static int freePort() {
        try (ServerSocket port = new ServerSocket(0, 1, Listener.loopback())) {
            return port.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path program() {
        return PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
    }
}
