package org.pulsebench.data.mlubench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;

/**
 * The records of one file: an array of objects with {@code id}, {@code image} and two {@code
 * conversations}. Further fields are tolerated, since the paper's own router adds some.
 */
final class RecordReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String MARK = "<image>\n";
  private static final String TOP = "downloaded_images";
  private static final int PARTS = 4;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final String REMEDY = "Correct the record, or fetch MLUBench.zip again.";

  private final String file;
  private final List<MlubenchQuestion> records = new ArrayList<>();

  private RecordReader(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param file what messages call it
   * @return the records in the order of the file; none for an empty array
   * @throws BadInputException if it is not JSON, or a record is not of the format; it names the
   *     record by its number from 1 and, where that can be told, its id
   */
  static List<MlubenchQuestion> read(String file, byte[] content) {
    RecordReader reader = new RecordReader(file);
    try (JsonParser parser = MAPPER.createParser(content)) {
      reader.readArray(parser);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          new Problem(
              "File is not valid JSON",
              reader.where() + ", line " + e.getLocation().getLineNr(),
              e.getOriginalMessage(),
              "an array of records",
              "Fetch the archive again; the file may be cut short or was changed."),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return reader.records;
  }

  private void readArray(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw bad(file, "File is not a list of records", "no [ at its beginning", "a JSON array");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      records.add(question(MAPPER.readTree(parser)));
    }
    if (parser.nextToken() != null) {
      throw bad(file, "File goes on after its records", "more text", "an end after the ]");
    }
  }

  private MlubenchQuestion question(JsonNode node) {
    String where = where();
    if (!node.isObject()) {
      throw bad(where, "Record is not an object", "the JSON " + node.getNodeType(), "braces");
    }
    String id = JsonFields.root(node, where).requiredText("id");
    where += ", id " + id;
    if (!DIGITS.matcher(id).matches() || !MlubenchQuestion.isNumber(Integer.parseInt(id))) {
      throw bad(where, "Id of a record is not known", id, "a number from 0 to 499999 in digits");
    }
    JsonFields record = JsonFields.root(node, where);
    String image = ArchiveFiles.nfc(record.requiredText("image"));
    Entity entity = entity(where, image);
    List<JsonFields> turns = turns(record, where);
    String question = turns.get(0).requiredText("value");
    if (!question.startsWith(MARK)) {
      throw bad(where, "Question has no picture", question, "a text that begins with <image>\\n");
    }
    String text = visible(where, "Question", question.substring(MARK.length()));
    String answer = visible(where, "Answer", turns.get(1).requiredText("value"));
    return new MlubenchQuestion(entity, Integer.parseInt(id), image, text, answer);
  }

  private static List<JsonFields> turns(JsonFields record, String where) {
    JsonNode turns = record.get("conversations");
    if (!turns.isArray() || turns.size() != 2) {
      String found = turns.isArray() ? turns.size() + " turns" : "no list of turns";
      throw bad(where, "Record does not have two turns", found, "one of human and one of gpt");
    }
    List<JsonFields> both = record.objects("conversations");
    String order = both.get(0).requiredText("from") + ", " + both.get(1).requiredText("from");
    if (!order.equals("human, gpt")) {
      throw bad(where, "Turns are not in order", order, "human, gpt");
    }
    return both;
  }

  /** Returns the entity whose directory a picture lies in. */
  private static Entity entity(String where, String image) {
    String[] parts = image.split("/", -1);
    boolean inside = parts.length == PARTS && parts[0].equals(TOP);
    for (String part : parts) {
      inside &= !part.isBlank() && !part.equals(".") && !part.equals("..");
      inside &= part.indexOf('\\') < 0 && part.indexOf('\0') < 0 && part.indexOf(':') < 0;
    }
    if (!inside) {
      throw bad(
          where,
          "Path of a picture leaves its directory",
          image.replace("\0", "\\0"),
          TOP + "/<class>/<entity>/<file>, with no other part");
    }
    return new Entity(parts[1], parts[2]);
  }

  /** Requires a text of which something is left without white space and Markdown. */
  private static String visible(String where, String what, String text) {
    if (TextRepair.repaired(text).isBlank()) {
      throw bad(where, what + " is empty", "\"" + text + "\"", "a text");
    }
    return text;
  }

  private String where() {
    return file + ", record " + (records.size() + 1);
  }

  private static BadInputException bad(String where, String what, String found, String expected) {
    return new BadInputException(new Problem(what, where, found, expected, REMEDY));
  }
}
