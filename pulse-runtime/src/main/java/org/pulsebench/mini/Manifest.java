package org.pulsebench.mini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.pulsebench.Checks;
import org.pulsebench.Sha256;
import org.pulsebench.json.JsonFields;

/**
 * The files of a packed checkpoint.
 *
 * @param files in the order of their names
 */
record Manifest(List<Entry> files) {

  static final String FILE_NAME = "manifest.json";

  /** A plain name: nothing in a manifest leads out of its directory. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** What a file's content is told by: its size in bytes and its SHA-256 in hexadecimal. */
  record Content(long size, String sha256) {

    Content {
      Checks.require(size >= 0, "size", size, "at least 0");
      Sha256.require(sha256, "sha256");
    }

    static Content of(byte[] bytes) {
      return new Content(bytes.length, Sha256.of(bytes));
    }

    static Content of(Path file) throws IOException {
      return new Content(Files.size(file), Sha256.of(file));
    }

    @Override
    public String toString() {
      return size + " bytes with SHA-256 " + sha256;
    }
  }

  /** A file's name and content. */
  record Entry(String name, Content content) {

    Entry {
      Checks.require(isName(name), "name", name, "a plain file name");
    }
  }

  Manifest {
    files = files.stream().sorted(Comparator.comparing(Entry::name)).toList();
    Checks.require(!files.isEmpty(), "files", "none", "at least one");
    long names = files.stream().map(Entry::name).distinct().count();
    Checks.require(names == files.size(), "files", files, "of different names");
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(FILE_NAME);
  }

  /**
   * Reads the content of a {@code manifest.json}.
   *
   * @throws org.pulsebench.BadInputException if a field is not as it has to be
   */
  static Manifest of(JsonFields root) {
    JsonNode files = root.get("files");
    if (!files.isArray() || files.isEmpty()) {
      throw root.bad("files", files, "a list of files");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      JsonNode name = files.get(i).path("name");
      JsonNode size = files.get(i).path("size");
      JsonNode sha256 = files.get(i).path("sha256");
      boolean sound =
          isName(name.asText())
              && size.isIntegralNumber()
              && size.longValue() >= 0
              && Sha256.isDigest(sha256.asText())
              && entries.stream().noneMatch(entry -> entry.name().equals(name.asText()));
      if (!sound) {
        throw root.bad("files[" + i + "]", files.get(i), "a name of its own, a size and a sha256");
      }
      entries.add(new Entry(name.asText(), new Content(size.longValue(), sha256.asText())));
    }
    return new Manifest(entries);
  }

  ObjectNode toJson() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode array = root.putArray("files");
    for (Entry entry : files) {
      array
          .addObject()
          .put("name", entry.name())
          .put("size", entry.content().size())
          .put("sha256", entry.content().sha256());
    }
    return root;
  }

  /** Returns the SHA-256 of what {@code sha256sum} prints for the files, in hexadecimal. */
  String digest() {
    StringBuilder lines = new StringBuilder();
    for (Entry entry : files) {
      lines.append(entry.content().sha256()).append("  ").append(entry.name()).append('\n');
    }
    return Sha256.of(lines.toString());
  }
}
