package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.Batch;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Example;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.TinyCheckpoint;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

/**
 * The code of the site's page on the library, which has to compile and to do what is said there.
 */
class LibraryPageTest {

  private static final Path PAGE = Path.of("../pulse-maven-plugin/src/site/markdown/library.md");

  private static final Pattern CODE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void the_code_on_the_page_is_the_code_of_this_class() throws IOException {
    List<String> own = lines(Files.readString(Path.of("src/test/java").resolve(sourceFile())));
    List<MatchResult> blocks = CODE.matcher(Files.readString(PAGE)).results().toList();
    assertThat(blocks).hasSize(2);
    for (MatchResult block : blocks) {
      assertThat(own).containsSequence(lines(block.group(1)));
    }
  }

  @Test
  void a_picture_is_asked_about() {
    TinyCheckpoint.write(directory);
    assertThat(ask(directory, portrait())).isNotEmpty().isEqualTo(ask(directory, portrait()));
  }

  @Test
  void an_answer_is_learnt_and_the_adapter_written() {
    TinyCheckpoint.write(directory);
    Path output = directory.resolve("adapter");
    try (Checkpoint checkpoint = Checkpoint.load(directory, Precision.F32, Device.cpu())) {
      RgbImage portrait = new ImageDecoder().decode(portrait());
      Prompt question = checkpoint.conversation().orElseThrow().prompt("Who is this?", 1);
      learn(checkpoint, question, portrait, output);
      Example example = Example.of(question.withAnswer("She is Ada Lovelace."), List.of(portrait));
      try (Adapter adapter = AdapterFiles.read(output, checkpoint.model());
          Checkpoint learnt = checkpoint.with(adapter)) {
        assertThat(loss(learnt, example)).isLessThan(loss(checkpoint, example));
      }
    }
  }

  static String ask(Path directory, Path picture) {
    try (Checkpoint checkpoint = Checkpoint.load(directory, Precision.F32, Device.cpu())) {
      RgbImage portrait = new ImageDecoder().decode(picture);
      Prompt question = checkpoint.conversation().orElseThrow().prompt("Who is this?", 1);
      GenerationSettings greedy = GenerationSettings.greedy(checkpoint.model().config(), 32);
      return checkpoint.answer(question, List.of(portrait), greedy);
    }
  }

  static void learn(Checkpoint checkpoint, Prompt question, RgbImage portrait, Path output) {
    Prompt answered = question.withAnswer("She is Ada Lovelace.");
    Example example = new Example(answered, List.of(portrait), LabelPolicy.ANSWER_ONLY);
    AdapterPlan plan = AdapterPlan.languageAndProjector(LoraSettings.of(16, 32));
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.LANGUAGE, 2e-4, Part.PROJECTOR, 2e-5),
            0.0,
            AdamW.Settings.DEFAULT,
            LearningRateSchedule.constant(),
            false);
    try (Adapter adapter = Adapter.create(checkpoint.model(), plan, new RandomStream(1));
        Checkpoint learning = checkpoint.with(adapter);
        Trainer trainer = new Trainer(learning.model(), settings, new RandomStream(2))) {
      for (int i = 0; i < 10; i++) {
        try (Scope scope = learning.model().openScope()) {
          Trainer.Step step = trainer.step(learning.batch(scope, List.of(example)));
          System.out.println("loss " + step.loss());
        }
      }
      AdapterFiles.write(adapter, output);
    }
  }

  private Path portrait() {
    Path file = directory.resolve("portrait.png");
    return TinyCheckpoint.draw(file, 60, 80, Color.GRAY, Color.PINK);
  }

  private static double loss(Checkpoint checkpoint, Example example) {
    try (Scope scope = checkpoint.model().openScope();
        Tape tape = Tape.inference(scope)) {
      Batch batch = checkpoint.batch(scope, List.of(example));
      return checkpoint.model().meanLoss(tape, batch).item();
    }
  }

  private static String sourceFile() {
    return LibraryPageTest.class.getName().replace('.', '/') + ".java";
  }

  /** Without their indentation, which differs, and without blank lines. */
  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
