package org.pulsebench.data.mmbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Files as MMBench's publisher writes them, letter by letter and without our writer. */
final class Fixtures {

  static final String RED =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC";
  static final String GREEN =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNg+M8AAAICAQBF9FLUAAAAAElFTkSuQmCC";
  static final String JPEG =
      "/9j/4AAQSkZJRgABAQAAAQABAAAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYn/9k=";
  static final String GIF =
      "R0lGODlhAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7";

  /** An English dev file: rotations that refer to their main row, hints, options that end early. */
  static final String DEV =
      """
      index\tquestion\thint\tA\tB\tC\tD\tanswer\tcategory\timage\tsource\tl2-category\tcomment\tsplit
      241\tWhich colour is it?\t\tred\tgreen\tblue\t\tA\tattribute_recognition\t%s\tscienceqa\t\
      finegrained_perception (instance-level)\t\tdev
      252\t"What does the sign say in ""bold""?"\t"Line one
      Line two, with a\ttab"\tyes\tno\t\t\tB\tocr\t%s\treason\tcoarse_perception\ta "comment"\tdev
      1000241\tWhich colour is it?\t\tgreen\tblue\tred\t\tC\tattribute_recognition\t241\tscienceqa\t\
      finegrained_perception (instance-level)\t\tdev
      2000241\tWhich colour is it?\t\tblue\tred\tgreen\t\tB\tattribute_recognition\t241\tscienceqa\t\
      finegrained_perception (instance-level)\t\tdev
      1000252\t"What does the sign say in ""bold""?"\t"Line one
      Line two, with a\ttab"\tno\tyes\t\t\tA\tocr\t252\treason\tcoarse_perception\ta "comment"\tdev
      """
          .formatted(RED, JPEG);

  /** A public test file: no column of answers. */
  static final String TEST =
      """
      index\tquestion\thint\tA\tB\tC\tD\tcategory\timage\tsource\tl2-category\tsplit
      7\tHow many?\t\t1\t2\t3\t4\tobject_localization\t%s\ttest\tlogic_reasoning\ttest
      """
          .formatted(GREEN);

  /** As V11 has it: other columns, in another order, and one that nobody knows. */
  static final String V11 =
      """
      question\tanswer\tA\tB\tC\tD\timage\tindex\tcategory\tL2-category\tsplit\tmd5
      图中有几只猫？\tD\t一\t二\t三\tnan\t%s\t3\tcounting\trelation_reasoning\tdev\tcafe
      """
          .formatted(GREEN);

  private static final String HEADER =
      "index\tquestion\thint\tA\tB\tC\tD\tanswer\tcategory\timage\tsource\tl2-category\tcomment"
          + "\tsplit\n";

  private Fixtures() {}

  /** Returns a file of such rows, below the full header. */
  static String rows(String... rows) {
    return HEADER + String.join("\n", rows) + "\n";
  }

  /** Returns a row that is right but for what the arguments spoil. */
  static String row(String index, String image) {
    return index + "\tWhich?\t\tone\ttwo\t\t\tA\tocr\t" + image + "\tweb\tlogic\t\tdev";
  }

  static Path write(Path directory, String content) throws IOException {
    return Files.write(directory.resolve("exam.tsv"), content.getBytes(UTF_8));
  }

  static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
