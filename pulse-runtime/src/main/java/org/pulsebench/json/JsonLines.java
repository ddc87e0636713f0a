package org.pulsebench.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** Files with a JSON object a line: UTF-8, each line ended by {@code \n} on every system. */
public final class JsonLines {

  private JsonLines() {}

  /**
   * Writes objects in their order; equal objects give equal bytes.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Stream<ObjectNode> objects, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (Iterator<ObjectNode> each = objects.iterator(); each.hasNext(); ) {
        writer.write(each.next().toString());
        writer.write('\n');
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param reader makes something of a line's object; what it refuses is told with file and line
   * @throws BadInputException if there is no such file, or a line is not one JSON object that the
   *     reader takes
   * @throws org.pulsebench.EnvironmentException if the file cannot be read
   */
  public static <T> List<T> read(Path file, Function<JsonFields, T> reader) {
    List<T> values = new ArrayList<>();
    for (String line : TextFile.read(file).lines().toList()) {
      values.add(reader.apply(fields(line, file + ", line " + (values.size() + 1))));
    }
    return List.copyOf(values);
  }

  private static JsonFields fields(String line, String where) {
    try {
      JsonNode content = JsonFile.tree(line);
      if (content.isObject()) {
        return JsonFields.root(content, where);
      }
      String found =
          content.isMissingNode() ? "an empty line" : "the JSON " + content.getNodeType();
      throw damaged(where, found, null);
    } catch (JsonProcessingException e) {
      throw damaged(where, e.getOriginalMessage(), e);
    }
  }

  private static BadInputException damaged(String where, String found, Throwable cause) {
    return new BadInputException(
        new Problem(
            "Line is not a JSON object",
            where,
            found,
            "one JSON object without repeated names",
            "Restore the file, or have it made again; it may be cut short."),
        cause);
  }
}
