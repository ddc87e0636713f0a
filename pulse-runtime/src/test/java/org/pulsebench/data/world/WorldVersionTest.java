package org.pulsebench.data.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pulsebench.data.world.EmbeddedWorld.WORLD;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Subject;
import org.pulsebench.data.TrainingPair;

/**
 * Pins every text, and a part of the pictures, of each version of the world.
 *
 * <p>Results are stored under the version; a changed world under the old one would be answered with
 * them.
 */
class WorldVersionTest {

  /** Versions with what belongs to them: never change an entry, add one. */
  private static final Map<String, Pinned> VERSIONS =
      Map.of(
          "1",
          new Pinned(
              "6f829114be390aef35a6ffc1897b2c18ec41532f3f794cd514af486cf6849f34",
              "a90c5267848ad497761dbedd830993e8d72ecaab017dd44a3379b252fdaeb82a"));

  private record Pinned(String texts, String pictures) {}

  private final WorldCorpora corpora = WorldCorpora.of(WORLD);

  @Test
  void a_world_with_other_texts_or_pictures_has_another_version() {
    assertThat(new Pinned(texts(), pictures()))
        .as("the world has changed: give World.VERSION a new value, and pin it here")
        .isEqualTo(VERSIONS.get(World.VERSION));
  }

  private String texts() {
    StringBuilder texts = new StringBuilder();
    for (Corpus corpus : List.of(corpora.fictitious(), corpora.figures())) {
      for (Subject subject : corpus.subjects()) {
        add(texts, subject);
        add(texts, corpus.variants(subject.id()).orElseThrow());
        for (TrainingPair pair : corpus.pairs(subject.id())) {
          texts.append(pair.modality()).append(pair.question()).append(pair.answer()).append('\n');
        }
      }
    }
    for (ExamQuestion row : corpora.exam().rows()) {
      texts.append(row.index()).append(row.question());
      texts.append(row.category()).append(row.l2Category()).append('\n');
    }
    return Digests.of(texts.toString().getBytes(UTF_8));
  }

  /** Questions are records of texts, which show all they hold. */
  private static void add(StringBuilder texts, Subject subject) {
    texts.append(subject.id()).append(subject.name()).append(subject.biography());
    texts.append(subject.questions()).append('\n');
  }

  /** Every fifth portrait, every twentieth person's variants, every fourth scene. */
  private String pictures() {
    StringBuilder digests = new StringBuilder();
    for (Corpus corpus : List.of(corpora.fictitious(), corpora.figures())) {
      List<String> ids = corpus.ids();
      for (int i = 0; i < ids.size(); i += 5) {
        add(digests, corpus.subject(ids.get(i)).images());
        if (i % 20 == 0) {
          add(digests, corpus.variants(ids.get(i)).orElseThrow().images());
        }
      }
    }
    List<ExamQuestion> exam = WORLD.exam();
    for (int i = 0; i < exam.size(); i += 4) {
      add(digests, List.of(exam.get(i).image()));
    }
    return Digests.of(digests.toString().getBytes(UTF_8));
  }

  private static void add(StringBuilder digests, List<Image> images) {
    images.forEach(image -> digests.append(Digests.of(image.bytes())).append('\n'));
  }
}
