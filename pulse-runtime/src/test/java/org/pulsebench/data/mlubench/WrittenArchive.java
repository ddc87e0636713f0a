package org.pulsebench.data.mlubench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small archive in the published layout, whose files a test may change before it is written. */
public final class WrittenArchive {

  static final String A_FORGET = "Tasks/TaskA/taskA_forget.json";

  private static final int IMAGES = 2;

  private final Map<String, String> files = new TreeMap<>();

  /** Creates an archive with one entity a set, each with two questions, the first paraphrased. */
  public WrittenArchive() {
    entity(MlubenchTask.A, MlubenchSet.FORGET, "Animals", "Dog");
    entity(MlubenchTask.A, MlubenchSet.RETAIN, "Plants", "Aloe_Vera");
    entity(MlubenchTask.B, MlubenchSet.FORGET, "Buildings", "Big_Ben");
    entity(MlubenchTask.B, MlubenchSet.RETAIN, "Cartoon", "Pok\u00e9mon");
    entity(MlubenchTask.C, MlubenchSet.FORGET, "Personage", "\u9a6c\u4e91");
    entity(MlubenchTask.C, MlubenchSet.RETAIN, "Movies", "Star_Wars");
    entity(MlubenchTask.D, MlubenchSet.FORGET, "TV series", "The_X-Files");
    entity(MlubenchTask.D, MlubenchSet.RETAIN, "TV series", "Yes_Minister");
  }

  /** Changes the text of a file, in its task and in the second copy where that holds the words. */
  WrittenArchive change(String path, UnaryOperator<String> change) {
    files.compute(path, (key, text) -> change.apply(text));
    return this;
  }

  WrittenArchive replace(String old, String other) {
    files.replaceAll((path, text) -> text.replace(old, other));
    return this;
  }

  WrittenArchive without(String path) {
    files.remove(path);
    return this;
  }

  /** Leaves the second copy out. */
  WrittenArchive withoutEntities() {
    files.keySet().removeIf(path -> path.startsWith("Entities/"));
    return this;
  }

  public Path zip(Path directory) throws IOException {
    Path file = directory.resolve("MLUBench.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("MLUBench/"));
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry("MLUBench/" + entry.getKey()));
        zip.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return file;
  }

  Path unpacked(Path directory) throws IOException {
    Path top = directory.resolve("unpacked/MLUBench");
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Path file = top.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, entry.getValue());
    }
    return top;
  }

  private void entity(MlubenchTask task, MlubenchSet set, String className, String directory) {
    List<String> records = new ArrayList<>();
    for (int variant = 0; variant <= MlubenchQuestion.VARIANTS; variant++) {
      for (int i = 0; i < 2 * IMAGES; i++) {
        int question = i % 2;
        if (variant == 0 || question == 0) {
          int id = 100_000 * variant + i + 1;
          String image =
              "downloaded_images/" + className + "/" + directory + "/image_2024_" + i + ".jpg";
          String text =
              "What is question " + question + (variant == 0 ? "?" : " in " + variant + "?");
          records.add(record(id, image, text, "It is a " + directory + ", " + question + "."));
        }
      }
    }
    String content = "[\r\n" + String.join(",\r\n", records) + "\r\n]";
    files.put(task.file(set), content);
    files.put("Entities/variants_" + directory + "_updated.json", content);
  }

  static String record(int id, String image, String question, String answer) {
    Map<String, String> quoted = new LinkedHashMap<>();
    List.of(image, "<image>\n" + question, answer)
        .forEach(text -> quoted.put(text, JsonNodeFactory.instance.textNode(text).toString()));
    return String.join(
        "\r\n",
        "    {",
        "        \"id\": \"" + id + "\",",
        "        \"image\": " + quoted.get(image) + ",",
        "        \"conversations\": [",
        "            {",
        "                \"from\": \"human\",",
        "                \"value\": " + quoted.get("<image>\n" + question),
        "            },",
        "            {",
        "                \"from\": \"gpt\",",
        "                \"value\": " + quoted.get(answer),
        "            }",
        "        ]",
        "    }");
  }
}
