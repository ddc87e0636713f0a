package org.pulsebench.data.hub.content;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The directory in which the Hub's own tools keep what they have fetched: {@code
 * models--owner--name/blobs/DIGEST} and {@code .../snapshots/COMMIT/PATH}. It is read only.
 *
 * @param directory may not exist
 */
public record HubCache(Path directory) {

  /**
   * Returns where those tools look: {@code HF_HUB_CACHE}, {@code HUGGINGFACE_HUB_CACHE}, {@code
   * hub} in {@code HF_HOME}, in {@code huggingface} below {@code XDG_CACHE_HOME}, or in {@code
   * .cache/huggingface} below the user's home; nothing if there is no such directory.
   */
  public static Optional<HubCache> of(Map<String, String> environment, Properties properties) {
    return Stream.of(
            variable(environment, "HF_HUB_CACHE"),
            variable(environment, "HUGGINGFACE_HUB_CACHE"),
            variable(environment, "HF_HOME").map(home -> home.resolve("hub")),
            variable(environment, "XDG_CACHE_HOME")
                .map(cache -> cache.resolve("huggingface").resolve("hub")),
            Optional.of(
                Path.of(properties.getProperty("user.home", ""), ".cache", "huggingface", "hub")))
        .flatMap(Optional::stream)
        .findFirst()
        .filter(Files::isDirectory)
        .map(HubCache::new);
  }

  /**
   * Returns the files that may be what is looked for, likeliest first.
   *
   * @param folder the repository's: {@code models--owner--name} or {@code datasets--owner--name}
   */
  public List<Path> candidates(String folder, String commit, String path, FileDigest digest) {
    Path repository = directory.resolve(folder);
    List<Path> places = new ArrayList<>();
    places.add(repository.resolve("blobs").resolve(digest.hex()));
    // Without symbolic links, as on most Windows machines, there are no blobs.
    places.add(repository.resolve("snapshots").resolve(commit).resolve(path));
    return places.stream().filter(Files::isRegularFile).toList();
  }

  private static Optional<Path> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }
}
