package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.*;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

/** Scratch: quick scores while training. */
final class Trial {
  record Item(Optional<Picture> picture, String question, List<String> options, int correct, boolean letter) {}

  private final World world;
  private final Checkpoint checkpoint;
  private final LessonBatches batches;

  Trial(World world, Checkpoint checkpoint) {
    this.world = world;
    this.checkpoint = checkpoint;
    this.batches = new LessonBatches(checkpoint);
  }

  void print() {
    long start = System.nanoTime();
    StringBuilder text = new StringBuilder("  scores");
    for (boolean letter : new boolean[] {false, true}) {
      text.append(letter ? " | letter" : " | likelihood");
      for (Skill skill : Skill.values()) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          RandomStream r = new RandomStream(99).child(skill.name()).child(i);
          Scene scene = SceneGenerator.draw(skill, r);
          List<SceneQuestion> questions = scene.questions(r, Wording.EXAM).stream().filter(q -> q.skill() == skill).toList();
          SceneQuestion q = questions.get(r.nextInt(questions.size()));
          items.add(new Item(Optional.of(scene.paint()), q.text(), q.options(), q.correct(), letter));
        }
        text.append(" %s %.0f".formatted(skill.name().toLowerCase(java.util.Locale.ROOT), 100 * accuracy(items)));
      }
      for (int third = 0; third < 3; third++) {
        int from = new int[] {0, 45, 108}[third];
        int to = new int[] {45, 108, 153}[third];
        for (boolean image : new boolean[] {true, false}) {
          List<Item> items = new ArrayList<>();
          for (int p = from; p < to; p++) {
            Person person = world.population().figures().get(p);
            for (FactKind kind : FactKind.values()) {
              if (letter && (p + kind.ordinal()) % 3 != 0) continue;
              List<String> options = new RandomStream(5).child(p).shuffled(person.alternatives().get(kind));
              String subject = image ? Wording.EXAM.portrayed().get(0) : person.name().toString();
              items.add(
                  new Item(
                      image ? Optional.of(PortraitPainter.paint(person.face(), Pose.frontal(), PortraitStyle.PLAIN)) : Optional.empty(),
                      kind.phrasings(Wording.EXAM).get(0).formatted(subject),
                      options,
                      options.indexOf(person.fact(kind)),
                      letter));
            }
          }
          text.append(" F%d-%s %.0f".formatted(third, image ? "img" : "txt", 100 * accuracy(items)));
        }
      }
    }
    System.out.println(text + " (%.0f s)".formatted((System.nanoTime() - start) / 1e9));
  }

  double accuracy(List<Item> items) {
    int right = 0;
    for (int from = 0; from < items.size(); from += 16) {
      List<Item> part = items.subList(from, Math.min(items.size(), from + 16));
      List<Lesson> lessons = new ArrayList<>();
      for (Item item : part) {
        for (int o = 0; o < item.options().size(); o++) {
          Turn turn = item.letter()
              ? Turn.mllmuLetter(item.question(), item.options(), o)
              : new Turn(item.question(), item.options().get(o));
          if (item.letter() && item.picture().isPresent() && !item.question().contains("person")) {
            lessons.add(Lesson.conversation(item.picture().get(), Turn.mmbenchLetter(item.question(), item.options(), o)));
          } else lessons.add(new Lesson(Lesson.Form.PLAIN, item.picture(), List.of(turn)));
        }
      }
      try (Scope scope = batches.openScope(); Tape tape = Tape.inference(scope)) {
        Batch batch = batches.batch(scope, lessons, lessons.stream().map(batches::row).toList());
        float[] scores = checkpoint.model().sequenceLogProbs(tape, batch).toFloats();
        int at = 0;
        for (Item item : part) {
          int best = 0;
          for (int o = 0; o < item.options().size(); o++) {
            if (scores[at + o] > scores[at + best]) best = o;
          }
          at += item.options().size();
          if (best == item.correct()) right++;
        }
      }
    }
    return (double) right / items.size();
  }
}
