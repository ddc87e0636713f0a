package org.pulsebench.method;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A project of a user's own: compiled to a directory of its own, loaded by a class loader. */
final class UserProject {

  static final String GRADIENT_DIFFERENCE = "org.example.unlearning.GradientDifference";

  private static final Path SOURCES = Path.of("src/test/resources/user-project");

  private final Path classes;

  UserProject(Path classes) {
    this.classes = classes;
  }

  /** Compiles the sample method that researchers are shown. */
  static UserProject withGradientDifference(Path directory) {
    UserProject project = new UserProject(directory);
    project.compile(SOURCES.resolve(GRADIENT_DIFFERENCE.replace('.', '/') + ".java"));
    return project;
  }

  /** Compiles a class of the package {@code org.example}, of which the body is given. */
  UserProject with(String name, String declaration) {
    Path file = classes.resolve(name + ".java");
    try {
      Files.createDirectories(classes);
      Files.writeString(
          file, "package org.example;\nimport org.pulsebench.method.*;\n" + declaration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    compile(file);
    return this;
  }

  /** Offers classes as services. */
  UserProject offering(String... services) {
    Path file = classes.resolve("META-INF/services/" + UnlearningMethod.class.getName());
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, List.of(services));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  ClassLoader loader() {
    try {
      return new URLClassLoader(
          new URL[] {classes.toUri().toURL()}, UserProject.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void compile(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", classes.toString(), source.toString()));
    int result = compiler.run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("javac refused " + source);
    }
  }
}
