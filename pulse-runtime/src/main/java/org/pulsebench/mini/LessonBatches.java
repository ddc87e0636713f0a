package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pulsebench.data.world.Picture;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.ConversationTemplate;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.model.text.TokenizedPrompt;
import org.pulsebench.tensor.Scope;

/** Turns lessons into batches: a row each, its turns one after the other. */
final class LessonBatches {

  private final Checkpoint checkpoint;

  LessonBatches(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** Returns the model that learns. */
  LlavaModel model() {
    return checkpoint.model();
  }

  /** Opens a scope for the tensors of a batch, which the caller closes. */
  Scope openScope() {
    return checkpoint.model().openScope();
  }

  /**
   * Returns lessons as one batch.
   *
   * @param scope owns the pixels
   * @param rows what {@link #row} made of the lessons
   */
  Batch batch(Scope scope, List<Lesson> lessons, List<Batch.Sequence> rows) {
    List<RgbImage> images =
        lessons.stream()
            .flatMap(lesson -> lesson.picture().stream())
            .map(picture -> RgbImage.of(Picture.SIDE, Picture.SIDE, picture.samples()))
            .toList();
    return images.isEmpty()
        ? Batch.ofText(rows)
        : new Batch(rows, Optional.of(checkpoint.pixels(scope, images)));
  }

  /** Returns the tokens of a lesson; those of every answer are labelled. */
  Batch.Sequence row(Lesson lesson) {
    return row(lesson, (turn, tokens, shows) -> tokens.labels());
  }

  /**
   * Returns the tokens of a lesson, labelled with what a letter means where an answer is one: with
   * the first token of its option, in the letter's place. Other answers are labelled as in {@link
   * #row}.
   */
  Batch.Sequence meaning(Lesson lesson) {
    return row(
        lesson,
        (turn, tokens, shows) ->
            turn.meaning()
                .map(meaning -> meant(lesson.form(), turn, meaning, tokens, shows))
                .orElseGet(tokens::labels));
  }

  private int[] meant(
      Lesson.Form form, Turn turn, String meaning, TokenizedPrompt tokens, boolean shows) {
    int[] labels = new int[tokens.length()];
    Arrays.fill(labels, Batch.IGNORED);
    int at = tokens.promptLength();
    labels[at] = tokens(form, new Turn(turn.question(), meaning), shows).ids()[at];
    return labels;
  }

  /** Labels the tokens of a turn. */
  private interface Labelling {
    int[] labels(Turn turn, TokenizedPrompt tokens, boolean shows);
  }

  private Batch.Sequence row(Lesson lesson, Labelling labelling) {
    List<int[]> ids = new ArrayList<>();
    List<int[]> labels = new ArrayList<>();
    for (int i = 0; i < lesson.turns().size(); i++) {
      boolean shows = i == 0 && lesson.picture().isPresent();
      Turn turn = lesson.turns().get(i);
      TokenizedPrompt tokens = tokens(lesson.form(), turn, shows);
      // The token that begins a sequence stands only once.
      int from = i == 0 ? 0 : 1;
      ids.add(Arrays.copyOfRange(tokens.ids(), from, tokens.length()));
      labels.add(Arrays.copyOfRange(labelling.labels(turn, tokens, shows), from, tokens.length()));
    }
    return new Batch.Sequence(joined(ids), joined(labels));
  }

  private TokenizedPrompt tokens(Lesson.Form form, Turn turn, boolean shows) {
    int images = shows ? 1 : 0;
    Prompt prompt =
        switch (form) {
          case BARE -> Prompt.verbatim(turn.question(), images);
          case PLAIN ->
              Prompt.verbatim(
                  "USER:" + (shows ? " <image>" : "") + "\n" + turn.question() + "\nASSISTANT:",
                  images);
          case CONVERSATION -> ConversationTemplate.VICUNA_V1.prompt(turn.question(), images);
        };
    return checkpoint.tokenize(prompt.withAnswer(turn.answer()), LabelPolicy.ANSWER_ONLY);
  }

  private static int[] joined(List<int[]> parts) {
    return parts.stream().flatMapToInt(IntStream::of).toArray();
  }
}
