package org.pulsebench.data.mmbench;

import java.nio.file.Path;
import org.pulsebench.data.ContentDigest;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.Reading;

/** MMBench's tab-separated files as exams. */
public final class MmbenchExam {

  private static final String EXTENSION = ".tsv";

  private MmbenchExam() {}

  /**
   * Reads an exam, whose name is the file's without {@code .tsv} and whose digest is the file's
   * SHA-256; the publisher's files say nothing of their version.
   *
   * @param tsv must stay as it is for as long as the pictures are used
   * @throws org.pulsebench.BadInputException as {@link MmbenchReader#read} does
   * @throws org.pulsebench.EnvironmentException if the file cannot be read
   */
  public static Exam read(Path tsv, ReadMode mode) {
    Reading<ExamQuestion> reading = MmbenchReader.read(tsv, mode);
    String digest = ContentDigest.ofFile(tsv);
    return new Exam(
        name(tsv), ContentDigest.version(digest), digest, reading.items(), reading.skipped());
  }

  private static String name(Path tsv) {
    String file = tsv.getFileName().toString();
    return file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
  }
}
