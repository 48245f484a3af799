package io.countersign.counterpart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that is made for one run, for this machine under all names that tests give it, and the trust store for
 * JVMs that shall believe in it. The JDK makes certificates by its {@code keytool} only.
 */
public final class ServerCertificate {

    private static final String TYPE = "PKCS12";
    private static final String PASSWORD = "of-no-worth";
    private static final String ALIAS = "counterpart";

    private static final String TRUSTED = "trusted.p12";
    private static final String PEM_CERTIFICATE = "server.crt";
    private static final String PEM_KEY = "server.key";

    private final SSLContext context;
    private final KeyStore keys;
    private final Path folder;

    private ServerCertificate(SSLContext context, KeyStore keys, Path folder) {
        this.context = context;
        this.keys = keys;
        this.folder = folder;
    }

    /** Makes one for 127.0.0.1, {@code localhost} and further names, and leaves its files in a folder. */
    public static ServerCertificate in(Path folder, String... names) {
        try {
            Path file = folder.resolve("server.p12");
            keytool(file, names);
            KeyStore keys = load(file);
            KeyStore trusted = KeyStore.getInstance(TYPE);
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
            try (OutputStream out = Files.newOutputStream(folder.resolve(TRUSTED))) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            byte[] certificate = keys.getCertificate(ALIAS).getEncoded();
            byte[] key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            Files.writeString(folder.resolve(PEM_CERTIFICATE), pem("CERTIFICATE", certificate));
            Files.writeString(folder.resolve(PEM_KEY), pem("PRIVATE KEY", key));
            return new ServerCertificate(context(keys, trusted), keys, folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The options of a JVM that trusts this certificate, and no other. */
    public List<String> trustOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + folder.resolve(TRUSTED),
                "-Djavax.net.ssl.trustStoreType=" + TYPE,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** The certificate for a server that reads PEM (RFC 7468). */
    public Path pemCertificate() {
        return folder.resolve(PEM_CERTIFICATE);
    }

    /** The certificate's key for a server that reads PEM. */
    public Path pemKey() {
        return folder.resolve(PEM_KEY);
    }

    /** For a server that shows this certificate, and for a client in the same JVM that trusts it. */
    public SSLContext context() {
        return context;
    }

    /** The certificate and its key, for a server that takes no context. */
    KeyStore keys() {
        return keys;
    }

    String keysPassword() {
        return PASSWORD;
    }

    /** Where its files are. */
    Path folder() {
        return folder;
    }

    private static String pem(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static SSLContext context(KeyStore keys, KeyStore trusted) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static void keytool(Path file, String... names) throws IOException {
        String subject = Stream.concat(Stream.of("localhost"), Stream.of(names))
                .map(name -> "dns:" + name)
                .collect(Collectors.joining(",", "san=ip:127.0.0.1,", ""));
        Path tool = Path.of(System.getProperty("java.home", "")).resolve("bin").resolve("keytool");
        List<String> command = List.of(
                tool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-dname",
                "CN=counterpart",
                "-ext",
                subject,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-startdate",
                "-1d",
                "-storetype",
                TYPE,
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool made no certificate: " + said);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
