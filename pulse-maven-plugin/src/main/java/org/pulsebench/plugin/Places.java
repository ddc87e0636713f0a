package org.pulsebench.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * Where things lie, with a project and without.
 *
 * @param base the directory that relative paths are from
 * @param output where PULSE writes
 */
record Places(Path base, Path output) {

  /**
   * Returns the places of the current project.
   *
   * @param directory of the configuration, or null, as Maven leaves what is not set
   */
  static Places of(MavenSession session, File directory) {
    MavenProject project = session.getCurrentProject();
    // Without a project, Maven's stand-in has a build directory that is no path at all.
    Optional<Path> basedir = Optional.ofNullable(project.getBasedir()).map(File::toPath);
    Path base = basedir.orElseGet(() -> Path.of(session.getExecutionRootDirectory()));
    Path target =
        basedir.isPresent() ? Path.of(project.getBuild().getDirectory()) : base.resolve("target");
    return new Places(
        base,
        Optional.ofNullable(directory)
            .map(File::toPath)
            .map(base::resolve)
            .orElse(target.resolve("pulse")));
  }

  /** Returns a path as a person reads it: from the project's directory, if it is in it. */
  String shown(Path path) {
    return path.startsWith(base) ? base.relativize(path).toString() : path.toString();
  }
}
