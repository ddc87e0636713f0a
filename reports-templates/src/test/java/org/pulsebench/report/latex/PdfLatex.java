package org.pulsebench.report.latex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The pdflatex of this machine, where there is one. */
final class PdfLatex {

  private static final List<String> PACKAGES =
      List.of(
          "adjustbox.sty",
          "booktabs.sty",
          "caption.sty",
          "lmodern.sty",
          "pgfplots.sty",
          "siunitx.sty");

  private PdfLatex() {}

  /** Skips the test where pdflatex or a package is missing. */
  static void require() {
    assumeTrue(runs(Path.of("."), "pdflatex", "--version"), "pdflatex is not installed");
    for (String name : PACKAGES) {
      assumeTrue(runs(Path.of("."), "kpsewhich", name), name + " is not installed");
    }
  }

  /** Compiles twice, as references and long tables need it, and returns the log. */
  static String log(Path document) {
    String name = document.getFileName().toString();
    for (int i = 0; i < 2; i++) {
      boolean fine =
          runs(
              document.getParent(),
              "pdflatex",
              "-interaction=nonstopmode",
              "-halt-on-error",
              "-no-shell-escape",
              name);
      String log = read(document.resolveSibling(name.replace(".tex", ".log")));
      assertThat(fine).as(log).isTrue();
    }
    return read(document.resolveSibling(name.replace(".tex", ".log")));
  }

  /** Returns what pdftotext finds on the pages. */
  static String text(Path document) {
    String name = document.getFileName().toString().replace(".tex", "");
    assumeTrue(
        runs(document.getParent(), "pdftotext", name + ".pdf"), "pdftotext is not installed");
    return read(document.resolveSibling(name + ".txt"));
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean runs(Path directory, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
