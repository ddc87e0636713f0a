package org.pulsebench.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.experiment.WrittenResults;
import org.pulsebench.results.details.ResultsDetails;

/** Maven's own JVM reads results; what computes is not on its class path. */
class WithoutEngineTest {

  @TempDir Path directory;

  /** {@code model.config} describes models to those who compute, too: it is not followed. */
  @Test
  void nothing_that_is_reached_computes() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pulsebench");
    Deque<JavaClass> open =
        new ArrayDeque<>(
            List.of(
                all.get(ResultsDocument.class),
                all.get(PaperTables.class),
                all.get(ResultsDetails.class)));
    Set<JavaClass> reached = new HashSet<>(open);
    while (!open.isEmpty()) {
      for (Dependency dependency : open.remove().getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        assertThat(isOfEngine(target.getName())).as(dependency.getDescription()).isFalse();
        if (!target.getPackageName().equals("org.pulsebench.model.config")
            && target.getPackageName().startsWith("org.pulsebench")
            && reached.add(target)) {
          open.add(target);
        }
      }
    }
    assertThat(reached).extracting(JavaClass::getSimpleName).contains("CellReader", "Splits");
  }

  @Test
  void a_file_is_read_where_there_is_no_engine() throws Exception {
    Path file = directory.resolve("results.json");
    WrittenResults.everything(file);
    try (NoEngine loader = new NoEngine()) {
      Class<?> type = loader.loadClass(ResultsDocument.class.getName());
      Object document = type.getMethod("read", Path.class).invoke(null, file);
      Class<?> tables = loader.loadClass(PaperTables.class.getName());
      Object lines =
          tables.getMethod("lines").invoke(tables.getMethod("of", type).invoke(null, document));
      assertThat((List<?>) lines).hasSizeGreaterThan(10);
      assertThat(type).isNotEqualTo(ResultsDocument.class);
      Class<?> details = loader.loadClass(ResultsDetails.class.getName());
      Object read = details.getMethod("read", Path.class, type).invoke(null, file, document);
      assertThat((List<?>) details.getMethod("questions").invoke(read)).isNotEmpty();
      assertThat(loader.loaded).contains(ResultsReader.class.getName());
    }
  }

  private static boolean isOfEngine(String name) {
    return name.startsWith("ai.djl.")
        || name.startsWith("org.pulsebench.tensor.")
        || (name.startsWith("org.pulsebench.model.")
            && !name.startsWith("org.pulsebench.model.config."));
  }

  /** Loads everything anew but the JDK, and nothing that computes. */
  private static final class NoEngine extends URLClassLoader {

    private final List<String> loaded = new ArrayList<>();

    NoEngine() throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (isOfEngine(name)) {
        throw new ClassNotFoundException(name + " computes");
      }
      loaded.add(name);
      return super.findClass(name);
    }

    private static URL[] classPath() throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }
  }
}
