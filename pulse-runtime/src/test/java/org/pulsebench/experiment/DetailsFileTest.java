package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.Image;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.Times;
import org.pulsebench.results.details.DetailsArchive;
import org.pulsebench.results.details.ResultsDetails;

class DetailsFileTest {

  @TempDir Path directory;

  private TinyExperiment tiny;

  @BeforeEach
  void write() {
    tiny = new TinyExperiment(directory);
  }

  @Test
  void a_run_leaves_every_question_and_every_curve() {
    Results results = tiny.run(tiny.read(TinyExperiment.SHORT, "store")).results();
    Path file = directory.resolve("results.json");
    ResultsFile.write(results, file);
    ResultsDocument document = ResultsDocument.read(file);
    ResultsDetails details = ResultsDetails.read(file, document);
    assertThat(details.subjects()).hasSize(4);
    assertThat(details.questions()).hasSize(4 * 4 + 8);
    for (int i = 0; i < 2; i++) {
      Cell.Reached state = results.cells().get(0).states().get(i);
      assertThat(details.curve(state.step()).orElseThrow().points())
          .hasSameSizeAs(state.training())
          .isNotEmpty();
      var evaluation = details.evaluation(document.cells().get(0).states().get(i));
      for (Answered answer : state.answers()) {
        var question =
            details.questions().stream()
                .filter(one -> one.question().id().equals(answer.question()))
                .findFirst()
                .orElseThrow();
        var prediction = evaluation.prediction(answer.scorer(), question).orElseThrow();
        assertThat(prediction.chosen()).isEqualTo(answer.chosen());
        assertThat(prediction.right()).isEqualTo(answer.right());
      }
    }
    assertThat(document.times().step(document.cells().get(0).start()).orElseThrow().kind())
        .isEqualTo("learn");
    assertThat(document.configuration())
        .contains("\"subjectsPerRequest\" : 2")
        .doesNotContain("store");
    assertThat(document.environment().command()).startsWith("java org.pulsebench.worker.Main run ");
  }

  @Test
  void results_that_are_there_already_keep_the_times_of_the_run_that_computed_them()
      throws IOException {
    Path file = directory.resolve("results.json");
    ResultsFile.write(tiny.run(tiny.read(TinyExperiment.SHORT, "store")).results(), file);
    byte[] first = Files.readAllBytes(file);
    ResultsFile.write(tiny.run(tiny.read(TinyExperiment.SHORT, "store")).results(), file);
    assertThat(file).hasBinaryContent(first);
    assertThat(ResultsDocument.read(file).times().steps()).noneMatch(Times.Step::reused);
  }

  @Test
  void other_results_and_damaged_ones_are_replaced() throws IOException {
    Path file = directory.resolve("results.json");
    Results results = tiny.run(tiny.read(TinyExperiment.SHORT, "store")).results();
    ResultsFile.write(results, file);
    String whole = Files.readString(file);
    for (String other :
        List.of(whole.substring(0, 100), whole.replace("\"count\" : ", "\"count\" : 1"))) {
      Files.writeString(file, other);
      ResultsFile.write(results, file);
      assertThat(file).content().isEqualTo(whole);
    }
  }

  @Test
  void the_same_results_give_the_same_bytes() throws IOException {
    for (String name : List.of("one", "two")) {
      Results results = tiny.run(tiny.read(TinyExperiment.SHORT, name + "-store")).results();
      ResultsFile.write(results, directory.resolve(name + ".json"));
    }
    assertThat(directory.resolve("one-details.zip"))
        .hasSameBinaryContentAs(directory.resolve("two-details.zip"));
  }

  @Test
  void what_is_there_already_is_left_alone() throws IOException {
    Path file = directory.resolve("results.json");
    Path details = DetailsArchive.beside(file);
    WrittenResults.everything(file);
    FileTime old = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(details, old);
    WrittenResults.everything(file);
    assertThat(Files.getLastModifiedTime(details)).isEqualTo(old);
  }

  @Test
  void what_is_damaged_is_written_anew() throws IOException {
    Path file = directory.resolve("results.json");
    Path details = DetailsArchive.beside(file);
    WrittenResults.everything(file);
    byte[] whole = Files.readAllBytes(details);
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Files.write(details, damaged);
    WrittenResults.everything(file);
    assertThat(details).hasBinaryContent(whole);
  }

  @Test
  void pictures_are_kept_in_the_store() throws IOException {
    Path store = directory.resolve("store");
    Image image = image(10, 10);
    List<AskedQuestions.Shown> shown = List.of(new AskedQuestions.Shown("source", image));
    List<byte[]> first = Thumbnails.of(shown, "1", store);
    Image gone =
        new Image() {
          @Override
          public String name() {
            return image.name();
          }

          @Override
          public byte[] bytes() {
            throw new AssertionError("painted again");
          }
        };
    List<byte[]> second =
        Thumbnails.of(List.of(new AskedQuestions.Shown("source", gone)), "1", store);
    assertThat(second.get(0)).isEqualTo(first.get(0));
    assertThat(Thumbnails.of(List.of(), "1", directory.resolve("none"))).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).doesNotContain(directory.resolve("none"));
    }
  }

  @Test
  void pictures_become_small_and_keep_their_shape() throws IOException {
    assertThat(small(image(400, 200))).isEqualTo("96x48");
    assertThat(small(image(50, 1000))).isEqualTo("5x96");
    assertThat(small(image(3000, 1))).isEqualTo("96x1");
    assertThat(small(image(20, 30))).isEqualTo("20x30");
  }

  @Test
  void pictures_keep_their_colours() throws IOException {
    byte[] bytes = new Thumbnailer().small(image(250, 250));
    Color colour = new Color(ImageIO.read(new ByteArrayInputStream(bytes)).getRGB(48, 48));
    assertThat(colour.getRed()).isCloseTo(200, within(6));
    assertThat(colour.getGreen()).isCloseTo(100, within(6));
    assertThat(colour.getBlue()).isCloseTo(50, within(6));
  }

  private static String small(Image image) throws IOException {
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(new Thumbnailer().small(image)));
    return small.getWidth() + "x" + small.getHeight();
  }

  private static Image image(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, new Color(200, 100, 50).getRGB());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Image.of("a picture", bytes.toByteArray());
  }
}
