package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.Sha256;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.data.mmbench.Rotations;

/**
 * As many people, pairs and questions as the published data sets have, without their content: what
 * an experiment takes can be counted before anything is fetched.
 *
 * <p>MLLMU-Bench has 500 fictitious people and 153 celebrities with 18 questions each, 10 of them
 * with options, half of each kind about the picture; people are learnt from about 16 pairs each
 * (8,204 in all), of which half are taken to be asked without the picture. MMBench's English
 * development set has 4,377 rows, of which about 1,164 are no rotations.
 */
final class StandIns {

  private static final int FICTITIOUS = 500;
  private static final int CELEBRITIES = 153;
  private static final int PAIRS = 16;
  private static final int CHOICES = 5;
  private static final int SENTENCES = 2;

  /** Of so many options so many questions, which makes 1,164 questions and 4,377 rows. */
  private static final int[][] EXAM = {{4, 1024}, {3, 1}, {2, 139}};

  private static final Image PICTURE = Image.of("stand-in", new byte[] {1});

  private StandIns() {}

  static Materials published(boolean exam) {
    return new Materials(
        () -> corpus("fictitious", FICTITIOUS, Optional.of(PAIRS)),
        () -> corpus("celebrities", CELEBRITIES, Optional.empty()),
        () -> exam ? Optional.of(exam()) : Optional.empty());
  }

  /** Celebrities are unlearnt by the questions of their profiles. */
  private static Corpus corpus(String name, int people, Optional<Integer> pairs) {
    List<Corpus.Member> members = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      String id = name + "/" + i;
      List<Question> questions = questions(id);
      List<TrainingPair> learnt =
          pairs
              .map(StandIns::pairs)
              .orElseGet(
                  () ->
                      questions.stream()
                          .map(question -> TrainingPair.of(question, PICTURE))
                          .toList());
      members.add(
          new Corpus.Member(
              new Subject(id, Optional.empty(), "", List.of(PICTURE), questions),
              learnt,
              Optional.empty()));
    }
    return new Corpus(name, "as published", Sha256.of(name), members, List.of());
  }

  private static List<TrainingPair> pairs(int count) {
    List<TrainingPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(
          i % 2 == 0
              ? TrainingPair.about(PICTURE, "a question", "an answer")
              : TrainingPair.ofText("a question", "an answer"));
    }
    return pairs;
  }

  private static List<Question> questions(String id) {
    List<Question> questions = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      String place = id + "/" + modality;
      for (int i = 0; i < CHOICES; i++) {
        questions.add(choice(place + "/choice/" + i, modality, 4));
      }
      for (int i = 0; i < SENTENCES; i++) {
        questions.add(new GenerationQuestion(place + "/said/" + i, modality, "a question", "yes"));
        questions.add(new ClozeQuestion(place + "/blank/" + i, modality, "a __", "blank"));
      }
    }
    return questions;
  }

  private static ChoiceQuestion choice(String id, Modality modality, int options) {
    return new ChoiceQuestion(
        id,
        modality,
        Optional.empty(),
        "a question",
        List.of("one", "two", "three", "four").subList(0, options),
        OptionalInt.of(0));
  }

  private static Exam exam() {
    List<ExamQuestion> rows = new ArrayList<>();
    int index = 0;
    for (int[] kind : EXAM) {
      for (int i = 0; i < kind[1]; i++) {
        ChoiceQuestion question = choice("exam/" + index, Modality.MULTIMODAL, kind[0]);
        rows.addAll(
            Rotations.of(
                new ExamQuestion(index++, question, PICTURE, "skill", "group", "dev", "", "")));
      }
    }
    return new Exam("MMBench", "as published", Sha256.of("MMBench"), rows, List.of());
  }
}
