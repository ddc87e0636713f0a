package org.pulsebench.results.details;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.Sha256;
import org.pulsebench.experiment.WrittenResults;
import org.pulsebench.json.JsonFile;
import org.pulsebench.results.ResultsDocument;

class DamagedDetailsTest {

  @TempDir Path directory;

  private Path results;
  private Path file;

  @BeforeEach
  void write() {
    results = directory.resolve("results.json");
    file = directory.resolve("results-details.zip");
    WrittenResults.everything(results);
  }

  @Test
  void results_alone_are_results_too() throws IOException {
    Files.delete(file);
    assertThat(ResultsDetails.find(results, ResultsDocument.read(results))).isEmpty();
    assertThat(message())
        .isEqualTo(
            """
            The details of the results are missing: %s
              found no such file; expected the file that was written beside results.json
              Copy it from where the results are from, or run the experiment again."""
                .formatted(file));
    Files.createDirectory(file);
    assertThat(message()).contains("found a directory");
  }

  @Test
  void results_may_have_been_written_without_details() {
    ObjectNode root = (ObjectNode) JsonFile.read(results);
    root.remove("details");
    JsonFile.write(root, results);
    assertThat(ResultsDetails.find(results, ResultsDocument.read(results))).isEmpty();
    assertThat(message()).startsWith("The results were written without details: " + results);
  }

  @Test
  void an_archive_that_is_cut_short_is_told() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, 200, whole.length / 2}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(message())
          .startsWith("The details are damaged or cut short: " + file)
          .contains("Run the experiment again: what it computed is in the store");
    }
  }

  @Test
  void an_archive_that_lost_its_last_pictures_is_told() throws IOException {
    rewritten(text -> text, 3);
    assertThat(message()).contains("line 1, field pictures", "found 13; expected the number 3");
  }

  @Test
  void a_byte_that_changed_is_told_wherever_it_is() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    DetailsArchive archive = DetailsArchive.read(file);
    int directoryOfEntries = new String(whole, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
    for (int at = 100; at < directoryOfEntries; at += 331) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      if (message().isEmpty()) {
        // An entry may be of another day.
        DetailsArchive same = DetailsArchive.read(file);
        assertThat(same.text()).as("byte " + at).isEqualTo(archive.text());
        assertThat(same.pictures()).as("byte " + at).containsExactlyEntriesOf(archive.pictures());
      }
    }
  }

  @Test
  void another_kind_of_file_is_told() throws IOException {
    Files.writeString(file, "It works");
    assertThat(message()).contains("damaged or cut short", "found no entry of an archive");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a.txt"));
    }
    assertThat(message()).contains("found an entry a.txt before details.jsonl");
  }

  @Test
  void details_of_other_results_are_told() throws IOException {
    rewritten(text -> text.replace("What of u1", "What of u9"), 13);
    ObjectNode root = (ObjectNode) JsonFile.read(results);
    String digest = "0".repeat(64);
    JsonFile.write(root.put("details", digest), results);
    assertThat(message())
        .startsWith("The details are of other results: " + file)
        .contains("expected " + digest + ", which results.json names")
        .contains("Put the two files side by side that one run wrote");
  }

  @Test
  void details_of_a_newer_version_ask_for_a_newer_pulse() throws IOException {
    rewritten(text -> text.replace("\"version\":1", "\"version\":2"), 13);
    assertThat(message())
        .contains(
            "The details are of a newer version",
            "found 2; expected 1",
            "Read them with the version of PULSE that wrote them, or a newer one.");
    rewritten(text -> text.replace("pulse-results-details", "pulse-baseline"), 13);
    assertThat(message()).contains("field format", "expected \"pulse-results-details\"");
  }

  @Test
  void a_line_that_is_not_right_is_told_with_its_field() throws IOException {
    assertThat(changed("\"modality\":\"TEXT\"", "\"modality\":\"SOUND\""))
        .contains("field modality", "found SOUND; expected one of MULTIMODAL, TEXT");
    assertThat(changed("\"correct\":0", "\"correct\":2"))
        .contains("line 10, field correct", "found 2; expected a whole number from 0 to 1");
    assertThat(changed("\"options\":[\"A\",\"B\"]", "\"options\":[\"A\"]"))
        .contains("The details do not fit together", "line 10", "options is 1");
    assertThat(changed("\"subject\":0", "\"subject\":8")).contains("field subject", "found 8");
    assertThat(changed("\"picture\":0", "\"picture\":13"))
        .contains("line 2, field picture", "found 13; expected one of 13 pictures");
    assertThat(changed("\"asked\":[0,", "\"asked\":[1,"))
        .contains("field asked", "runs of questions with options");
    assertThat(changed("\"asked\":[0,4", "\"asked\":[0,400")).contains("ascending runs of 58");
    assertThat(changed("\"chosen\":\"A", "\"chosen\":\"C"))
        .contains("chosen[0]", "found C; expected an option of the question, or -");
    assertThat(changed("\"right\":\"1", "\"right\":\"x")).contains("right[0]", "expected 1 or 0");
    assertThat(changed("\"right\":\"1", "\"right\":\"11"))
        .contains("found 43 characters; expected one for each of 42");
    assertThat(changed("\"perMille\":[881", "\"perMille\":[1881"))
        .contains("perMille[0]", "found 1881; expected a whole number from 0 to 1000");
    assertThat(changed("\"perMille\":[881,", "\"perMille\":[")).contains("one for each of 84");
    assertThat(changed("\"loss\":[2.5,", "\"loss\":[")).contains("gradientNorm", "expected 1");
    assertThat(changed("\"curves\":3", "\"curves\":4")).contains("found an empty file");
    assertThat(changed("\"evaluations\":4", "\"evaluations\":3")).contains("line 71, field curve");
    assertThat(changed("\"knowledge\"", "\"knowledges\"")).contains("field knowledges");
  }

  private String changed(String what, String by) throws IOException {
    String whole = text();
    assertThat(whole).contains(what);
    rewritten(text -> whole.replaceFirst(Pattern.quote(what), by), 13);
    String message = message();
    rewritten(text -> whole, 13);
    assertThat(message()).isEmpty();
    assertThat(message).contains("Run the experiment again", file.toString());
    return message;
  }

  private String text() throws IOException {
    return new String(DetailsArchive.read(file).text(), StandardCharsets.UTF_8);
  }

  /** Writes an archive with another text, or fewer pictures, and has the results name it. */
  private void rewritten(UnaryOperator<String> change, int pictures) throws IOException {
    DetailsArchive archive = DetailsArchive.read(file);
    byte[] text = change.apply(text()).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(DetailsArchive.TEXT));
      zip.write(text);
      for (int i = 0; i < pictures; i++) {
        zip.putNextEntry(new ZipEntry(DetailsArchive.picture(i)));
        zip.write(archive.pictures().get(i));
      }
    }
    ObjectNode root = (ObjectNode) JsonFile.read(results);
    JsonFile.write(root.put("details", Sha256.of(text)), results);
  }

  private String message() {
    try {
      ResultsDetails.read(results, ResultsDocument.read(results));
    } catch (BadInputException e) {
      return e.getMessage();
    }
    return "";
  }
}
