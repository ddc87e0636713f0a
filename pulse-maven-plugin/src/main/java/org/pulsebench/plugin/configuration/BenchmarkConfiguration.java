package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.SourceKind;

/** MLUBench, whose tasks say who is forgotten and who is kept. */
public final class BenchmarkConfiguration {

  /**
   * {@code mlubench}, which is fetched, or the published archive, or a directory of its content.
   */
  private String archive;

  /** The directory of the pictures, which are not published with the questions. */
  private String images;

  /**
   * What is done about pictures that are missing: {@code error}, {@code skip}, {@code placeholder}.
   */
  private String missing;

  /** {@code published}, the default, or {@code repaired}. */
  private String text;

  /** {@code full}, the default, or {@code one-image} of each question. */
  private String size;

  /** The most characters of an answer that is learnt; longer ones are left out. */
  private Integer longestAnswer;

  /** Takes the short form: a name, an archive or a directory. */
  public void set(String source) {
    archive = source.trim();
  }

  /** Returns the field {@code data} of the experiment file, but for the exam. */
  ObjectNode json(Path base) {
    if (archive == null || archive.isBlank()) {
      throw new BadInputException(
          new Problem(
              "A benchmark has no place",
              "<corpus><mlubench><archive>",
              "none",
              "mlubench, or the archive or a directory of its content",
              "Write <mlubench><archive>mlubench</archive></mlubench>."));
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String option = "<corpus><mlubench><archive>";
    json.put("mlubench", SourceText.resolved(base, option, archive, SourceKind.DATASET, List.of()));
    if (images != null) {
      json.put("images", base.resolve(images).normalize().toString());
    }
    put(json, "missing", missing);
    put(json, "text", text);
    put(json, "size", size);
    if (longestAnswer != null) {
      json.put("longestAnswer", longestAnswer);
    }
    return json;
  }

  private static void put(ObjectNode json, String field, String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
