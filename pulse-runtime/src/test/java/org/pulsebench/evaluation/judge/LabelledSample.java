package org.pulsebench.evaluation.judge;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchOptions;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.data.mlubench.MlubenchSet;
import org.pulsebench.data.mlubench.TaskSets;
import org.pulsebench.json.JsonFields;

/**
 * The answers of {@code judge/labelled-answers.json} with their labels, beside the published
 * questions that they answer.
 */
record LabelledSample(List<LabelledQuestion> questions) {

  /**
   * A half of the questions: rules are changed for what is seen in one, and stated on the other.
   */
  enum Half {
    DEVELOPMENT,
    TEST
  }

  /** A question with all its answers. */
  record LabelledQuestion(MlubenchQuestion question, List<LabelledAnswer> answers) {

    JudgedAnswer judged(LabelledAnswer answer, Criterion criterion) {
      return new JudgedAnswer(
          question.key(),
          question.entity().displayName(),
          question.text(),
          question.answer(),
          answer.text().replace(QUESTION, question.text()),
          Optional.empty(),
          criterion);
    }
  }

  /**
   * An answer as it was labelled.
   *
   * @param reason the kind of case, in one word
   */
  record LabelledAnswer(String text, int forget, int utility, String reason) {

    int label(Criterion criterion) {
      return criterion == Criterion.FORGET_QUALITY ? forget : utility;
    }
  }

  private static final String QUESTION = "{question}";
  private static final long SEED = 1;

  LabelledSample {
    questions = List.copyOf(questions);
  }

  /** Reads the sample beside the archive that PULSE_MLUBENCH names; without it, skips the test. */
  static LabelledSample published() {
    String archive = System.getenv("PULSE_MLUBENCH");
    assumeThat(archive).as("PULSE_MLUBENCH names the published MLUBench.zip").isNotNull();
    return read(Path.of(archive));
  }

  static LabelledSample read(Path archive) {
    Map<String, MlubenchQuestion> published = published(archive);
    List<LabelledQuestion> questions = new ArrayList<>();
    for (JsonFields fields : labels().objects("questions")) {
      String record = fields.requiredText("record");
      Checks.require(published.containsKey(record), "record", record, "one of the archive");
      List<LabelledAnswer> answers =
          fields.objects("answers").stream().map(LabelledSample::answer).toList();
      questions.add(new LabelledQuestion(published.get(record), answers));
    }
    return new LabelledSample(questions);
  }

  /** Returns the questions of one half, chosen by seed; all answers to a question are in one. */
  LabelledSample half(Half half) {
    List<LabelledQuestion> shuffled = new RandomStream(SEED).child("halves").shuffled(questions);
    int middle = shuffled.size() / 2;
    return new LabelledSample(
        half == Half.DEVELOPMENT
            ? shuffled.subList(0, middle)
            : shuffled.subList(middle, shuffled.size()));
  }

  static JsonFields labels() {
    try {
      return JsonFields.read(
          Path.of(LabelledSample.class.getResource("/judge/labelled-answers.json").toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LabelledAnswer answer(JsonFields fields) {
    return new LabelledAnswer(
        fields.requiredText("answer"),
        fields.wholeNumber("forget", 0, 2),
        fields.wholeNumber("utility", 0, 2),
        fields.requiredText("reason"));
  }

  private static Map<String, MlubenchQuestion> published(Path archive) {
    Map<String, MlubenchQuestion> questions = new HashMap<>();
    for (TaskSets task : Mlubench.read(archive, MlubenchOptions.drawn()).tasks()) {
      for (MlubenchSet set : MlubenchSet.values()) {
        task.questions(set).forEach(each -> questions.put(each.key(), each));
      }
    }
    return questions;
  }
}
