package org.pulsebench.evaluation.judge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;
import org.pulsebench.evaluation.judge.Verdict.Judgement;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/**
 * Judgements kept in a directory, a file for each, named by the digest of the request. Failures are
 * not kept, so that they are asked for again.
 */
record JudgementFiles(Path directory) {

  private static final String VERSION = "judgement-1\n";
  private static final int BEST = Judgement.BEST;

  /**
   * Returns what was judged before.
   *
   * @throws org.pulsebench.BadInputException if there is a file and it is damaged; it says which
   */
  Optional<Judgement> find(String request) {
    Path file = file(request);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonFields fields = JsonFields.read(file);
    return Optional.of(
        new Judgement(fields.wholeNumber("score", 0, BEST), fields.requiredText("reason")));
  }

  boolean has(String request) {
    return Files.exists(file(request));
  }

  void keep(String request, JudgeIdentity judge, Judgement judgement) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("judge", judge.toString());
    content.put("score", judgement.score());
    content.put("reason", judgement.reason());
    Path file = file(request);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
    JsonFile.write(content, file);
  }

  /** Files are spread over directories: a benchmark has tens of thousands. */
  private Path file(String request) {
    String digest = Sha256.of(VERSION + request);
    return directory.resolve(digest.substring(0, 2)).resolve(digest + ".json");
  }
}
