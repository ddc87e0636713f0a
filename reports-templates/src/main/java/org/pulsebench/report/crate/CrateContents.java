package org.pulsebench.report.crate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.results.ResultsDocument;

/**
 * What an RO-Crate describes.
 *
 * @param name of the whole
 * @param description a sentence or a few
 * @param license under which the whole is published, if somebody has said
 * @param authors who made the results, the one who ran the software first; may be empty
 * @param published when it was put together
 * @param runs the experiments whose results it holds, at least one
 * @param report the files of the report, all below the crate's directory
 */
public record CrateContents(
    String name,
    String description,
    Optional<License> license,
    List<Author> authors,
    Instant published,
    List<Run> runs,
    List<Path> report) {

  public CrateContents {
    Checks.require(!name.isBlank(), "name", "blank", "a name");
    Checks.require(!description.isBlank(), "description", "blank", "a sentence");
    Objects.requireNonNull(license, "license");
    Objects.requireNonNull(published, "published");
    authors = List.copyOf(authors);
    runs = List.copyOf(runs);
    report = List.copyOf(report);
    Checks.positive(runs.size(), "number of runs");
  }

  /**
   * A license.
   *
   * @param url where its text is
   */
  public record License(String name, String url) {

    public License {
      Checks.require(!name.isBlank(), "name", "blank", "a name");
      Checks.require(url.matches("https?://\\S+"), "url", url, "an address");
    }
  }

  /**
   * Somebody who made the results.
   *
   * @param url that stands for the person, such as an ORCID
   */
  public record Author(String name, Optional<String> url) {

    public Author {
      Checks.require(!name.isBlank(), "name", "blank", "a name");
      Objects.requireNonNull(url, "url");
    }
  }

  /**
   * An experiment.
   *
   * @param document what its results file holds
   * @param files its results file first, then those that lie beside it, such as details; those that
   *     are not below the crate's directory are named with their digests, and no part of it
   * @param configuration the file that the experiment was read from, below the crate's directory
   */
  public record Run(ResultsDocument document, List<Path> files, Optional<Path> configuration) {

    public Run {
      Objects.requireNonNull(document, "document");
      Objects.requireNonNull(configuration, "configuration");
      files = List.copyOf(files);
      Checks.positive(files.size(), "number of files");
    }
  }
}
