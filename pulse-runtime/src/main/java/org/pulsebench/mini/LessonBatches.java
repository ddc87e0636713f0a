package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pulsebench.data.world.Picture;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
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
    List<int[]> ids = new ArrayList<>();
    List<int[]> labels = new ArrayList<>();
    for (int i = 0; i < lesson.turns().size(); i++) {
      boolean shows = i == 0 && lesson.picture().isPresent();
      TokenizedPrompt turn = turn(lesson.form(), lesson.turns().get(i), shows);
      // The token that begins a sequence stands only once.
      int from = i == 0 ? 0 : 1;
      ids.add(Arrays.copyOfRange(turn.ids(), from, turn.length()));
      labels.add(Arrays.copyOfRange(turn.labels(), from, turn.length()));
    }
    return new Batch.Sequence(joined(ids), joined(labels));
  }

  private TokenizedPrompt turn(Lesson.Form form, Turn turn, boolean shows) {
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
