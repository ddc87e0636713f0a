package org.pulsebench.results.details;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.results.ResultsDocument;

/** Finds the details of results, and tells what is wrong with their file. */
final class DetailsFileReader {

  private static final String AGAIN =
      "Run the experiment again: what it computed is in the store, so that it only writes the files"
          + " anew.";

  private final Path results;
  private final ResultsDocument document;
  private final Path file;

  DetailsFileReader(Path results, ResultsDocument document) {
    this.results = results;
    this.document = document;
    this.file = DetailsArchive.beside(results);
  }

  ResultsDetails read() {
    String expected = document.details().orElseThrow(this::none);
    DetailsArchive archive = archive();
    String found = archive.digest();
    if (!found.equals(expected)) {
      throw bad(
          "The details are of other results",
          "a text with the SHA-256 " + found,
          expected + ", which " + results.getFileName() + " names",
          "Put the two files side by side that one run wrote, or run the experiment again.");
    }
    return details(archive);
  }

  private ResultsDetails details(DetailsArchive archive) {
    try {
      ResultsDetails details = new DetailsReader(file, archive).read();
      boolean all =
          document.cells().stream().flatMap(cell -> cell.states().stream()).allMatch(details::has);
      if (!all) {
        throw bad(
            "The details are not complete", "states without answers", "answers of all", AGAIN);
      }
      return details;
    } catch (BadInputException e) {
      Problem problem = e.problem();
      throw problem.remedy().equals(DetailsReader.NEWER)
          ? e
          : new BadInputException(
              new Problem(
                  problem.what(), problem.where(), problem.found(), problem.expected(), AGAIN),
              e);
    }
  }

  private DetailsArchive archive() {
    if (Files.isDirectory(file)) {
      throw missing("a directory", null);
    }
    try {
      return DetailsArchive.read(file);
    } catch (NoSuchFileException e) {
      throw missing("no such file", e);
    } catch (ZipException | EOFException e) {
      throw new BadInputException(
          new Problem(
              "The details are damaged or cut short",
              file.toString(),
              String.valueOf(e.getMessage()),
              "the whole archive that an experiment wrote",
              AGAIN),
          e);
    } catch (IllegalArgumentException e) {
      // Names of entries that are no UTF-8.
      throw new BadInputException(
          new Problem(
              "The details are damaged or cut short",
              file.toString(),
              String.valueOf(e.getMessage()),
              "the whole archive that an experiment wrote",
              AGAIN),
          e);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  private BadInputException none() {
    return new BadInputException(
        new Problem(
            "The results were written without details",
            results.toString(),
            "no field details",
            "the digest of what lies beside them",
            AGAIN));
  }

  private BadInputException missing(String found, Throwable cause) {
    return new BadInputException(
        new Problem(
            "The details of the results are missing",
            file.toString(),
            found,
            "the file that was written beside " + results.getFileName(),
            "Copy it from where the results are from, or run the experiment again."),
        cause);
  }

  private BadInputException bad(String what, String found, String expected, String remedy) {
    return new BadInputException(new Problem(what, file.toString(), found, expected, remedy));
  }
}
