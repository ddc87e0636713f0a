package org.pulsebench.method.lumoe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.model.AdapterFiles;

/**
 * The experts of one base model in a directory: a list, {@code experts.json}, and beside it each
 * adapter in PEFT's format, in a folder that its digest names.
 *
 * <p>The list is what counts, and is replaced as a whole: an adapter that it does not name is not
 * there, and takes room until {@link #compact}. Experts with the same adapter share it. Not for
 * several writers at once.
 */
public final class ExpertLibrary {

  /** Name of the file with the list. */
  public static final String LIST = "experts.json";

  private static final String FORMAT = "pulse-experts";
  private static final int VERSION = 1;
  private static final String ADAPTERS = "adapters";

  private final Path directory;
  private final String base;
  private final Map<String, Expert> experts;

  private ExpertLibrary(Path directory, String base, Map<String, Expert> experts) {
    this.directory = directory;
    this.base = base;
    this.experts = experts;
  }

  /**
   * Creates an empty library.
   *
   * @param directory which is made, and holds no library yet
   * @param base the fingerprint of the model that the experts change
   * @throws BadInputException if there is a library already
   */
  public static ExpertLibrary create(Path directory, String base) {
    if (Files.exists(directory.resolve(LIST))) {
      throw new BadInputException(
          new Problem(
              "There is a library of experts already",
              directory.toString(),
              LIST,
              "a new directory",
              "Open it, or choose another directory."));
    }
    ExpertLibrary library = new ExpertLibrary(directory, base, new LinkedHashMap<>());
    library.save();
    return library;
  }

  /**
   * Opens a library.
   *
   * @throws BadInputException if there is none, or its list cannot be read or names an adapter that
   *     is missing
   */
  public static ExpertLibrary open(Path directory) {
    JsonFields fields = JsonFields.read(directory.resolve(LIST));
    fields.requireOnly(List.of("format", "version", "base", "experts"));
    fields.choice("format", List.of(FORMAT), format -> format);
    fields.wholeNumber("version", VERSION, VERSION);
    Map<String, Expert> experts = new LinkedHashMap<>();
    for (JsonFields one : fields.objects("experts")) {
      one.requireOnly(List.of("name", "digest"));
      String digest = one.requiredText("digest");
      if (!Sha256.isDigest(digest)) {
        throw one.bad("digest", digest, "64 hexadecimal digits");
      }
      Expert expert = new Expert(one.requiredText("name"), digest);
      if (experts.put(expert.name(), expert) != null) {
        throw one.bad("name", expert.name(), "each expert once");
      }
    }
    ExpertLibrary library = new ExpertLibrary(directory, fields.requiredText("base"), experts);
    experts.values().forEach(library::requirePresent);
    return library;
  }

  /** Returns the fingerprint of the model that the experts change. */
  public String base() {
    return base;
  }

  /** Returns the experts in the order in which they were added. */
  public List<Expert> experts() {
    return List.copyOf(experts.values());
  }

  /**
   * Returns where the adapter of an expert lies.
   *
   * @throws BadInputException if there is no such expert
   */
  public Path adapter(String name) {
    Expert expert = experts.get(name);
    if (expert == null) {
      throw new BadInputException(
          new Problem(
              "There is no such expert",
              directory.toString(),
              "\"" + name + "\"",
              NearNames.expected(name, List.copyOf(experts.keySet())),
              "Correct the name, or add the expert."));
    }
    return adapter(expert);
  }

  /**
   * Adds an expert; its adapter is copied, unless another has the same.
   *
   * @param name of the request that it was trained for
   * @param adapterDirectory in PEFT's format
   * @throws BadInputException if there is an expert of that name, or the adapter cannot be read or
   *     was made for another base
   */
  public Expert add(String name, Path adapterDirectory) {
    if (experts.containsKey(name)) {
      throw new BadInputException(
          new Problem(
              "Two requests have the same name",
              directory.toString(),
              "\"" + name + "\" again",
              "a name of its own for each request",
              "Choose another name, or remove the expert first."));
    }
    Optional<String> madeFor = AdapterFiles.base(adapterDirectory);
    if (madeFor.isPresent() && !madeFor.get().equals(base)) {
      throw new BadInputException(
          new Problem(
              "The expert was trained from another base",
              adapterDirectory.toString(),
              "a base with fingerprint " + madeFor.get(),
              base + ", the library's",
              "Train it from the library's base: an expert changes that one alone."));
    }
    Expert expert = new Expert(name, digest(adapterDirectory));
    publish(adapterDirectory, expert);
    experts.put(name, expert);
    save();
    return expert;
  }

  /**
   * Removes an expert, as where a request is withdrawn: from then on the base answers.
   *
   * @throws BadInputException if there is no such expert
   */
  public void remove(String name) {
    adapter(name);
    experts.remove(name);
    save();
  }

  /**
   * Deletes the adapters that no expert has.
   *
   * @return how many bytes that freed
   */
  public long compact() {
    Path adapters = directory.resolve(ADAPTERS);
    if (!Files.isDirectory(adapters)) {
      return 0;
    }
    Set<String> used = experts.values().stream().map(Expert::digest).collect(Collectors.toSet());
    long freed = 0;
    try (Stream<Path> folders = Files.list(adapters)) {
      for (Path folder : folders.sorted().toList()) {
        if (!used.contains(folder.getFileName().toString())) {
          freed += delete(folder);
        }
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(adapters, e);
    }
    return freed;
  }

  private Path adapter(Expert expert) {
    return directory.resolve(ADAPTERS).resolve(expert.digest());
  }

  private void requirePresent(Expert expert) {
    if (!Files.isRegularFile(adapter(expert).resolve(AdapterFiles.TENSORS))) {
      throw new BadInputException(
          new Problem(
              "The adapter of an expert is missing",
              directory.resolve(LIST) + ", expert " + expert.name(),
              "no adapter in " + adapter(expert),
              "the adapter that the list names",
              "Fetch the library again, or remove the expert from the list."));
    }
  }

  private void publish(Path from, Expert expert) {
    Path target = adapter(expert);
    if (Files.isDirectory(target)) {
      return;
    }
    Path partial = target.resolveSibling("." + expert.digest() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(partial);
      for (Path file : files(from)) {
        Files.copy(file, partial.resolve(file.getFileName().toString()));
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(target, e);
    }
  }

  private void save() {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("format", FORMAT).put("version", VERSION).put("base", base);
    ArrayNode names = list.putArray("experts");
    experts
        .values()
        .forEach(each -> names.addObject().put("name", each.name()).put("digest", each.digest()));
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
    JsonFile.write(list, directory.resolve(LIST));
  }

  private static String digest(Path adapterDirectory) {
    Sha256 digest = new Sha256();
    try {
      for (Path file : files(adapterDirectory)) {
        digest.add(file.getFileName() + "\n").add(Sha256.of(file) + "\n");
      }
    } catch (IOException e) {
      throw EnvironmentException.unreadable(adapterDirectory, e);
    }
    return digest.finish();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static long delete(Path folder) throws IOException {
    long bytes = 0;
    List<Path> paths = new ArrayList<>(files(folder));
    for (Path path : paths) {
      bytes += Files.size(path);
      Files.delete(path);
    }
    Files.delete(folder);
    return bytes;
  }
}
