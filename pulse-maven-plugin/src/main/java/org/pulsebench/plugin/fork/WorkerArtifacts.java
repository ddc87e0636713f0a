package org.pulsebench.plugin.fork;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * The jars that the worker is made of, resolved by Maven: from its local repository, mirrors and
 * proxies, and from nowhere else when it is offline.
 *
 * @param repositories those of the plugin
 */
public record WorkerArtifacts(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {

  private static final String RUNTIME = "runtime";

  public WorkerArtifacts {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(session, "session");
    repositories = List.copyOf(repositories);
  }

  /**
   * A jar of the worker.
   *
   * @param id {@code groupId:artifactId}
   */
  public record Jar(String id, String version, Path file) {}

  /**
   * Resolves the runtime and, unless the user brings a library, PyTorch's for this platform.
   *
   * @throws EnvironmentException if a jar is missing and cannot be fetched, or there is no library
   *     for this platform
   */
  List<Jar> resolve(Versions versions, DeviceChoice.Library library) {
    List<Dependency> roots = new ArrayList<>();
    roots.add(jar("org.pulsebench:pulse-runtime:" + versions.pulse()));
    roots.add(jar("org.slf4j:slf4j-simple:" + versions.slf4j()));
    if (library instanceof DeviceChoice.Library.Published) {
      roots.add(
          jar("ai.djl.pytorch:pytorch-native-cpu:jar:" + platform() + ":" + versions.pytorch()));
    }
    CollectRequest collect = new CollectRequest(roots, List.of(), repositories);
    collect.setRequestContext("plugin");
    try {
      return system
          .resolveDependencies(session, new DependencyRequest(collect, null))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(WorkerArtifacts::jar)
          .toList();
    } catch (DependencyResolutionException e) {
      throw missing(e);
    }
  }

  private EnvironmentException missing(DependencyResolutionException e) {
    List<String> names = new ArrayList<>();
    if (e.getResult() != null) {
      e.getResult().getArtifactResults().stream()
          .filter(result -> !result.isResolved())
          .map(ArtifactResult::getRequest)
          .map(ArtifactRequest::getArtifact)
          .map(String::valueOf)
          .forEach(names::add);
    }
    String what = names.isEmpty() ? "the worker" : String.join(", ", names);
    return new EnvironmentException(
        session.isOffline()
            ? new Problem(
                "Jars of the worker are not in the local repository, and Maven is offline",
                what,
                firstLine(e),
                "all jars of the worker, " + names.size() + " of which are missing",
                "Run once without -o, for instance mvn pulse:prepare-data, or fetch each with"
                    + " mvn dependency:get -Dtransitive=false -Dartifact="
                    + (names.isEmpty() ? "..." : coordinates(e)))
            : new Problem(
                "Jars of the worker cannot be resolved",
                what,
                firstLine(e),
                "all jars of the worker from the plugin's repositories",
                "Look at the repositories, mirrors and proxies of Maven's settings, then try again."),
        e);
  }

  /** As dependency:get takes them: {@code group:artifact:version:type:classifier}. */
  private static String coordinates(DependencyResolutionException e) {
    return e.getResult().getArtifactResults().stream()
        .filter(result -> !result.isResolved())
        .map(result -> result.getRequest().getArtifact())
        .map(
            artifact ->
                String.join(
                        ":",
                        artifact.getGroupId(),
                        artifact.getArtifactId(),
                        artifact.getVersion(),
                        artifact.getExtension())
                    + (artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier()))
        .collect(Collectors.joining(" and -Dartifact="));
  }

  private static String firstLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("no reason");
  }

  private static String platform() {
    Properties system = System.getProperties();
    return Platform.of(system)
        .orElseThrow(
            () ->
                new EnvironmentException(
                    new Problem(
                        "There is no PyTorch library for this machine",
                        "operating system and processor",
                        system.getProperty("os.name") + ", " + system.getProperty("os.arch"),
                        "one of " + Platform.ALL,
                        "Name a libtorch of your own with <libtorch>, or use another machine.")))
        .classifier();
  }

  private static Dependency jar(String coordinates) {
    return new Dependency(new DefaultArtifact(coordinates), RUNTIME);
  }

  private static Jar jar(Artifact artifact) {
    return new Jar(
        artifact.getGroupId() + ":" + artifact.getArtifactId(),
        artifact.getVersion(),
        artifact.getFile().toPath());
  }
}
