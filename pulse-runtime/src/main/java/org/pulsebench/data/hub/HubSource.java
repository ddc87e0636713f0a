package org.pulsebench.data.hub;

import java.util.List;
import java.util.Optional;
import org.pulsebench.Checks;

/**
 * A repository on a Hub.
 *
 * @param name what the user calls it
 * @param kind a model or a data set
 * @param id {@code owner/name}
 * @param revision a branch, a tag or a commit
 * @param include patterns of the files that are wanted: {@code *} stands for any part of a name,
 *     {@code **} for any path
 * @param licence the id of its licence where that is known; what its card says, otherwise
 */
public record HubSource(
    String name,
    SourceKind kind,
    String id,
    String revision,
    List<String> include,
    Optional<String> licence)
    implements Source {

  /** The files of a checkpoint that PULSE reads, which all lie at the top. */
  static final List<String> MODEL_FILES =
      List.of("*.json", "*.safetensors", "*.txt", "*.model", "*.jinja", "README.md", "LICENSE*");

  static final List<String> ALL_FILES = List.of("**");

  public HubSource {
    include = List.copyOf(include);
    Checks.require(
        kind == SourceKind.MODEL || kind == SourceKind.DATASET, "kind", kind, "of a repository");
  }

  /** Returns the path of the repository's page, from the endpoint on. */
  String page() {
    return (kind == SourceKind.DATASET ? "/datasets/" : "/") + id;
  }

  /** Returns what the Hub's own tools call the repository's directory in their cache. */
  String cacheFolder() {
    return (kind == SourceKind.DATASET ? "datasets--" : "models--") + id.replace("/", "--");
  }
}
