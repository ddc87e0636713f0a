package org.pulsebench.data.mlubench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.Image;
import org.pulsebench.data.world.Emblem;

/** The pictures that records name: files of the user's, or drawn signs in their place. */
final class ImageFiles {

  private static final String TOP = "downloaded_images";
  private static final int DEPTH = 3;

  private final Map<String, Path> files = new TreeMap<>();
  private final Map<String, Entity> missing = new TreeMap<>();
  private final MissingImages choice;

  private ImageFiles(MissingImages choice) {
    this.choice = choice;
  }

  /**
   * Looks for the pictures of some records.
   *
   * @throws BadInputException if the directory holds no {@code downloaded_images}, or, under {@link
   *     MissingImages#REFUSE}, if a picture is missing
   * @throws EnvironmentException if the directory cannot be read
   */
  static ImageFiles find(List<MlubenchQuestion> records, MlubenchOptions options) {
    ImageFiles found = new ImageFiles(options.missing());
    Map<String, Path> there = options.images().map(ImageFiles::list).orElse(Map.of());
    for (MlubenchQuestion record : records) {
      Path file = there.get(record.image());
      if (file == null) {
        found.missing.put(record.image(), record.entity());
      } else {
        found.files.put(record.image(), file);
      }
    }
    if (options.missing() == MissingImages.REFUSE && !found.missing.isEmpty()) {
      throw found.refusal(options.images());
    }
    return found;
  }

  /** Returns the paths of the pictures that are not at hand. */
  Set<String> missing() {
    return missing.keySet();
  }

  /** Returns the paths of the pictures for which there is nothing at all. */
  Set<String> skipped() {
    return choice == MissingImages.SKIP ? missing() : Set.of();
  }

  /** Returns the pictures by their paths, without those that are skipped. */
  Map<String, Image> images() {
    Map<String, Image> images = new HashMap<>();
    files.forEach((path, file) -> images.put(path, new ImageFile(path, file)));
    if (choice == MissingImages.DRAW) {
      missing.forEach((path, entity) -> images.put(path, new Emblem(entity.id()).image(path)));
    }
    return images;
  }

  /** Returns lines that change with the content of the pictures, for a digest. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add("missing images " + choice.name() + " " + Emblem.VERSION);
    files.forEach((path, file) -> remarks.add(ContentDigest.ofFile(file) + "  " + path));
    missing.keySet().forEach(path -> remarks.add("missing " + path));
    return remarks;
  }

  /** Lists the files there are, since names of one form of Unicode may be asked in the other. */
  private static Map<String, Path> list(Path directory) {
    Path top = directory.resolve(TOP);
    try (Stream<Path> walk = Files.walk(top, DEPTH)) {
      return walk.filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> ArchiveFiles.nfc(slashed(directory.relativize(file))),
                  file -> file,
                  (one, other) -> one,
                  LinkedHashMap::new));
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          new Problem(
              "The directory of pictures is not MLUBench's",
              directory.toString(),
              "no directory " + TOP + " in it",
              "the directory that holds " + TOP,
              "Name that directory, or none to have pictures drawn."),
          e);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(top, e);
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private BadInputException refusal(Optional<Path> directory) {
    String first = missing.keySet().iterator().next();
    return new BadInputException(
        new Problem(
            "Pictures are missing",
            directory.map(Path::toString).orElse("no directory of pictures is named"),
            missing.size() + " of " + (missing.size() + files.size()) + " missing, first " + first,
            "every picture that a question is asked about",
            "Fetch the pictures, or choose to skip such questions or to have signs drawn."));
  }

  /** A picture that stays in its file. */
  private record ImageFile(String name, Path file) implements Image {

    @Override
    public byte[] bytes() {
      try {
        return Files.readAllBytes(file);
      } catch (NoSuchFileException e) {
        throw new BadInputException(
            new Problem(
                "Image is missing",
                file.toString(),
                "no such file any more",
                "the picture that was there when the benchmark was read",
                "Leave the data set as it is while it is used; start again."),
            e);
      } catch (IOException e) {
        throw EnvironmentException.unreadable(file, e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
