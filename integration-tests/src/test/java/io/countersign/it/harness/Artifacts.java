package io.countersign.it.harness;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * What Maven would put on a class path for given coordinates, from the same local repository and with the same
 * settings; so a version of a library needs no entry in a pom.
 */
public final class Artifacts {

    private static final Map<List<String>, List<Path>> RESOLVED = new ConcurrentHashMap<>();

    private Artifacts() {}

    /** The jars of these artifacts and of all that they need at run time. */
    public static List<Path> withDependencies(List<String> coordinates) {
        return coordinates.isEmpty() ? List.of() : RESOLVED.computeIfAbsent(coordinates, Artifacts::resolve);
    }

    /** The file of one artifact, without what it needs; the coordinates may name another type than jar. */
    public static Path alone(String coordinates) {
        try (Context maven = maven()) {
            ArtifactRequest request =
                    new ArtifactRequest(new DefaultArtifact(coordinates), maven.remoteRepositories(), null);
            return maven.repositorySystem()
                    .resolveArtifact(maven.repositorySystemSession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new IllegalStateException("Maven does not find " + coordinates + ": " + e.getMessage(), e);
        }
    }

    /** All released versions in a range, oldest first; the coordinates are {@code group:artifact:[from,to)}. */
    public static List<String> versions(String coordinates) {
        try (Context maven = maven()) {
            VersionRangeRequest request =
                    new VersionRangeRequest(new DefaultArtifact(coordinates), maven.remoteRepositories(), null);
            return maven
                    .repositorySystem()
                    .resolveVersionRange(maven.repositorySystemSession(), request)
                    .getVersions()
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (VersionRangeResolutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> resolve(List<String> coordinates) {
        try (Context maven = maven()) {
            CollectRequest wanted = new CollectRequest(
                    coordinates.stream().map(Artifacts::runtime).toList(), List.of(), maven.remoteRepositories());
            DependencyRequest request =
                    new DependencyRequest(wanted, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
            return maven
                    .repositorySystem()
                    .resolveDependencies(maven.repositorySystemSession(), request)
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new IllegalStateException("Maven does not find " + coordinates + ": " + e.getMessage(), e);
        }
    }

    private static Dependency runtime(String coordinates) {
        return new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME);
    }

    private static Context maven() {
        ContextOverrides.Builder settings = ContextOverrides.create().withUserSettings(true);
        Stream.of(System.getProperty("maven.repo.local", ""))
                .filter(repository -> !repository.isEmpty())
                .map(Path::of)
                .forEach(settings::withLocalRepositoryOverride);
        return Runtimes.INSTANCE.getRuntime().create(settings.build());
    }
}
