package org.pulsebench.experiment;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.pulsebench.protocol.Knowledge;

/** The questions that {@link HandMade} answers. */
final class HandMadeQuestions {

  private HandMadeQuestions() {}

  static Results.Sources sources(List<String> unlearn, List<String> retain, int exam) {
    List<String> ids = new ArrayList<>(unlearn);
    ids.addAll(retain);
    List<Corpus.Member> members = ids.stream().map(HandMadeQuestions::member).toList();
    return new Results.Sources(
        Map.of(
            Knowledge.FINE_TUNED,
            new Corpus("people", "1", HandMade.digest(2), members, List.of())),
        exam > 0 ? Optional.of(exam(exam)) : Optional.empty());
  }

  private static Corpus.Member member(String id) {
    Image portrait = TinyExperiment.picture("portrait of " + id, Color.ORANGE);
    List<Question> questions = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      for (int fact = 0; fact < 2; fact++) {
        questions.add(choice(id + "/" + modality + "/" + fact, modality));
      }
    }
    questions.add(new ClozeQuestion(id + "/c", Modality.TEXT, id + " likes __.", "tea"));
    questions.add(new GenerationQuestion(id + "/g", Modality.MULTIMODAL, "Who?", "A <b>"));
    Optional<String> name = id.equals("u1") ? Optional.of("Ann & Bo") : Optional.empty();
    return new Corpus.Member(
        new Subject(id, name, "", List.of(portrait), questions),
        List.of(TrainingPair.ofText("Who?", id)),
        Optional.empty());
  }

  private static ChoiceQuestion choice(String id, Modality modality) {
    return new ChoiceQuestion(
        id,
        modality,
        Optional.empty(),
        "What of " + id + "?",
        List.of("A", "B"),
        OptionalInt.of(0));
  }

  private static Exam exam(int questions) {
    List<ExamQuestion> rows = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      // Two questions about each picture.
      Image image = TinyExperiment.picture("scene " + i / 2, new Color(20 * i, 0, 0));
      rows.add(
          new ExamQuestion(
              i, choice("exam/" + i, Modality.MULTIMODAL), image, "leaf", "group", "", "", ""));
    }
    return new Exam("exam", "1", HandMade.digest(3), rows, List.of());
  }
}
