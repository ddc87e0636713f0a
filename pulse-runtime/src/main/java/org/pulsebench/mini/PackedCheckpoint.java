package org.pulsebench.mini;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.mini.Manifest.Content;
import org.pulsebench.mini.Manifest.Entry;

/**
 * A checkpoint among resources, under a manifest by which each of its files is verified.
 *
 * @param root where the resources lie, for messages; ends with a slash
 * @param resources opens them
 */
record PackedCheckpoint(String root, Resources resources) {

  private static final String DAMAGED_JAR =
      "The jar is damaged: delete pulse-runtime from the local repository and fetch it again.";

  /** Opens resources by name, where there are any. */
  interface Resources {
    Optional<InputStream> open(String name) throws IOException;
  }

  /** Does what {@link MiniModel#install} says. */
  Path install(Path cacheDirectory) {
    Manifest manifest = manifest();
    Path target = cacheDirectory.resolve("mini-" + manifest.digest());
    if (!Files.exists(target)) {
      unpack(manifest, cacheDirectory, target);
    }
    verify(manifest, target);
    return target;
  }

  /** Reads the manifest, which has to be there and sound. */
  Manifest manifest() {
    String where = root + Manifest.FILE_NAME;
    String text = new String(read(Manifest.FILE_NAME), StandardCharsets.UTF_8);
    try {
      return Manifest.of(JsonFields.root(JsonFile.parse(text, Path.of(where)), where));
    } catch (BadInputException e) {
      // Nothing that the user wrote: the same problem with another remedy.
      Problem problem = e.problem();
      throw new EnvironmentException(
          new Problem(
              problem.what(), problem.where(), problem.found(), problem.expected(), DAMAGED_JAR),
          e);
    }
  }

  private byte[] read(String name) {
    String expected = "a resource of pulse-runtime";
    try (InputStream stream =
        resources
            .open(name)
            .orElseThrow(
                () ->
                    new EnvironmentException(
                        damage("missing", name, "no such resource", expected)))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new EnvironmentException(damage("unreadable", name, e.toString(), expected), e);
    }
  }

  /** Unpacks beside the target and renames, so that the target is whole whenever it is there. */
  private void unpack(Manifest manifest, Path cacheDirectory, Path target) {
    Path temporary = cacheDirectory.resolve("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(temporary);
      for (Entry entry : manifest.files()) {
        unpack(entry, temporary.resolve(entry.name()));
      }
      publish(temporary, target);
    } catch (IOException e) {
      discardAfter(e, temporary);
      throw unwritable(target, e);
    } catch (RuntimeException e) {
      discardAfter(e, temporary);
      throw e;
    }
  }

  private void unpack(Entry entry, Path file) throws IOException {
    byte[] bytes = read(entry.name());
    Content found = Content.of(bytes);
    if (!found.equals(entry.content())) {
      throw new EnvironmentException(
          damage("damaged", entry.name(), found.toString(), entry.content().toString()));
    }
    Files.write(file, bytes);
  }

  private static void publish(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process may have been faster, and what it unpacked is verified like ours.
      if (!Files.isDirectory(target)) {
        throw e;
      }
      discard(temporary);
    }
  }

  private static void discardAfter(Exception failure, Path temporary) {
    try {
      discard(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void discard(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (Path file : files(directory)) {
        Files.delete(file);
      }
      Files.delete(directory);
    }
  }

  private static void verify(Manifest manifest, Path directory) {
    try {
      for (Entry entry : manifest.files()) {
        verify(entry, directory);
      }
      for (Path file : files(directory)) {
        refuseUnknown(manifest, file);
      }
    } catch (IOException e) {
      throw unreadable(directory.toString(), e);
    }
  }

  private static void verify(Entry entry, Path directory) throws IOException {
    Path file = directory.resolve(entry.name());
    if (!Files.isRegularFile(file)) {
      throw damaged("missing", file, "no such file", entry.content().toString());
    }
    Content found = Content.of(file);
    if (!found.equals(entry.content())) {
      throw damaged("damaged", file, found.toString(), entry.content().toString());
    }
  }

  /** A checkpoint's loader would read some files that this one does not have, a template say. */
  private static void refuseUnknown(Manifest manifest, Path file) {
    String name = file.getFileName().toString();
    boolean known = manifest.files().stream().anyMatch(entry -> entry.name().equals(name));
    if (!known && !name.startsWith(".")) {
      List<String> names = manifest.files().stream().map(Entry::name).toList();
      throw damaged("unknown", file, "a file that is not the model's", String.join(", ", names));
    }
  }

  /** Does what {@link MiniModel#pack} says. */
  static Manifest pack(Path checkpoint, Path target) {
    try {
      List<Path> files = files(checkpoint);
      requirePlain(checkpoint, files);
      Files.createDirectories(target);
      removeEarlier(target);
      List<Entry> entries = new ArrayList<>();
      for (Path file : files) {
        Path copy = Files.copy(file, target.resolve(file.getFileName()));
        entries.add(new Entry(copy.getFileName().toString(), Content.of(copy)));
      }
      Manifest manifest = new Manifest(entries);
      JsonFile.write(manifest.toJson(), target.resolve(Manifest.FILE_NAME));
      return manifest;
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Only what an earlier manifest lists: a directory given by mistake keeps its files. */
  private static void removeEarlier(Path target) throws IOException {
    Path manifest = target.resolve(Manifest.FILE_NAME);
    if (Files.exists(manifest)) {
      for (Entry entry : Manifest.of(JsonFields.read(manifest)).files()) {
        Files.deleteIfExists(target.resolve(entry.name()));
      }
      Files.delete(manifest);
    }
    List<Path> others = files(target);
    if (!others.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "The directory holds other files than a packed checkpoint's",
              target.toString(),
              others.get(0).getFileName().toString(),
              "an empty directory, or one packed before",
              "Name another directory, or remove the file."));
    }
  }

  private static void requirePlain(Path checkpoint, List<Path> files) {
    if (files.isEmpty()) {
      throw cannotBePacked(checkpoint, "no file");
    }
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw cannotBePacked(file, "no regular file");
      }
      if (!Manifest.isName(file.getFileName().toString())) {
        throw cannotBePacked(file, "a file of this name");
      }
    }
  }

  private static BadInputException cannotBePacked(Path where, String found) {
    return new BadInputException(
        new Problem(
            "The checkpoint cannot be packed",
            where.toString(),
            found,
            "files with names of letters, digits, dots, dashes and underscores",
            "Give a checkpoint's directory without anything else in it."));
  }

  /** The files of a directory in the order of their names. */
  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private Problem damage(String adjective, String name, String found, String expected) {
    return new Problem(
        "A file of the embedded model is " + adjective, root + name, found, expected, DAMAGED_JAR);
  }

  private static EnvironmentException damaged(
      String adjective, Path file, String found, String expected) {
    return new EnvironmentException(
        new Problem(
            "A file of the unpacked model is " + adjective,
            file.toString(),
            found,
            expected,
            "Delete the directory " + file.getParent() + "; it is unpacked again."));
  }

  private static EnvironmentException unreadable(String where, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "The embedded model cannot be read",
            where,
            cause.toString(),
            "a readable file",
            "Check its permissions and the disk."),
        cause);
  }

  private static EnvironmentException unwritable(Path directory, IOException cause) {
    return new EnvironmentException(
        new Problem(
            "The model cannot be written",
            directory.toString(),
            cause.toString(),
            "a directory with free space that this user may write to",
            "Free space, or choose another directory."),
        cause);
  }
}
