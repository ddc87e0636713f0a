package org.pulsebench.data.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.WholeFile;
import org.pulsebench.data.archive.EntryPath;
import org.pulsebench.json.JsonFields;

/**
 * The file {@code pulse-data.lock.json} of a project: which bytes each of its sources is. Meant to
 * be committed.
 *
 * <p>The same sources give the same bytes: names and paths are sorted, lines end with {@code \n},
 * and nothing tells when or where it was written.
 */
public final class DataLock {

  /** What the file is called. */
  public static final String FILE = "pulse-data.lock.json";

  private static final int FORMAT = 1;

  private final Path file;
  private final SortedMap<String, PinnedSource> sources;

  private DataLock(Path file, SortedMap<String, PinnedSource> sources) {
    this.file = file;
    this.sources = sources;
  }

  /**
   * Reads a lock file; where there is none, nothing is pinned yet.
   *
   * @throws BadInputException if it is damaged or of a later format
   * @throws org.pulsebench.EnvironmentException if it cannot be read
   */
  public static DataLock read(Path file) {
    SortedMap<String, PinnedSource> sources = new TreeMap<>();
    if (Files.exists(file)) {
      JsonFields fields = JsonFields.read(file);
      fields.wholeNumber("format", FORMAT, FORMAT);
      for (JsonFields source : fields.objects("sources")) {
        PinnedSource pinned = source(source);
        if (sources.put(pinned.name(), pinned) != null) {
          throw source.bad("name", pinned.name(), "a name that no other source has");
        }
      }
    }
    return new DataLock(file, sources);
  }

  /** Returns the pinned sources by name. */
  public List<PinnedSource> sources() {
    return List.copyOf(sources.values());
  }

  /** Returns the file, which may not exist yet. */
  public Path file() {
    return file;
  }

  /**
   * Returns what a source is pinned to, if it is.
   *
   * @throws BadInputException if what is pinned under its name is another source
   */
  public Optional<PinnedSource> find(Source source) {
    Optional<PinnedSource> pinned = Optional.ofNullable(sources.get(source.name()));
    pinned.ifPresent(pin -> requireSame(source, pin));
    return pinned;
  }

  /** Returns the lock with a source pinned anew, the others as they are. */
  public DataLock with(PinnedSource source) {
    SortedMap<String, PinnedSource> changed = new TreeMap<>(sources);
    changed.put(source.name(), source);
    return new DataLock(file, changed);
  }

  /** Writes the file, unless it would not change. */
  public void write() {
    if (Files.exists(file) && read(file).sources.equals(sources)) {
      return;
    }
    byte[] text = text();
    WholeFile.write(file, partial -> Files.write(partial, text));
  }

  /** Returns the exception for content that is not what is pinned. */
  BadInputException disagrees(String name, String found, String pinned) {
    return new BadInputException(
        new Problem(
            "Lock file pins something else",
            file + ", source " + name,
            found,
            pinned,
            "If the change is meant, run prepare-data with -Dpulse.lock.renew="
                + name
                + " and commit the file; if not, undo it."));
  }

  private void requireSame(Source source, PinnedSource pin) {
    String asked = described(source.kind(), source.id(), source.revision());
    String pinned = described(pin.kind(), pin.id(), pin.requested());
    if (!asked.equals(pinned)) {
      throw disagrees(source.name(), asked + " in the configuration", pinned);
    }
  }

  private static String described(SourceKind kind, String id, String revision) {
    return kind.id() + " " + id + (revision.isEmpty() ? "" : " at " + revision);
  }

  private static PinnedSource source(JsonFields fields) {
    String kind = fields.requiredText("kind");
    List<PinnedFile> files = new ArrayList<>();
    for (JsonFields file : fields.objects("files")) {
      files.add(file(file));
    }
    return new PinnedSource(
        fields.requiredText("name"),
        SourceKind.of(kind)
            .orElseThrow(() -> fields.bad("kind", kind, "model, dataset, files or local")),
        fields.requiredText("id"),
        fields.requiredText("requested"),
        fields.requiredText("revision"),
        fields.requiredText("licence"),
        fields.text("accepted"),
        files);
  }

  private static PinnedFile file(JsonFields fields) {
    String path = fields.requiredText("path");
    EntryPath.fault(path)
        .ifPresent(
            fault -> {
              throw fields.bad("path", path, "a relative path, without " + fault);
            });
    String sha256 = fields.requiredText("sha256");
    if (!Sha256.isDigest(sha256)) {
      throw fields.bad("sha256", sha256, "64 hexadecimal digits");
    }
    return new PinnedFile(path, fields.count("size"), sha256);
  }

  private byte[] text() {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    ArrayNode list = root.putArray("sources");
    sources.values().forEach(source -> put(source, list.addObject()));
    // The indenter that Jackson takes by itself ends lines as the system does.
    DefaultPrettyPrinter.Indenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      String json = JsonMapper.builder().build().writer(printer).writeValueAsString(root);
      return (json + "\n").getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void put(PinnedSource source, ObjectNode fields) {
    fields
        .put("name", source.name())
        .put("kind", source.kind().id())
        .put("id", source.id())
        .put("requested", source.requested())
        .put("revision", source.revision())
        .put("licence", source.licence());
    source.accepted().ifPresent(name -> fields.put("accepted", name));
    ArrayNode files = fields.putArray("files");
    for (PinnedFile file : source.files()) {
      files
          .addObject()
          .put("path", file.path())
          .put("size", file.size())
          .put("sha256", file.sha256());
    }
  }
}
