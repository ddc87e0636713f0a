package org.pulsebench.evaluation;

import ai.djl.Device;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.TinyCheckpoint;
import org.pulsebench.model.config.Precision;

/** Questions, pictures and a model for the tests of scorers. */
final class Items {

  private Items() {}

  static Checkpoint tiny(Path directory) {
    return Checkpoint.load(TinyCheckpoint.write(directory), Precision.F32, Device.cpu());
  }

  static Image picture(Path directory, String name, Color ground, Color disc) {
    try {
      Path file = TinyCheckpoint.draw(directory.resolve(name), 30, 20, ground, disc);
      return Image.of(name, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ChoiceItem text(String id, String text, String... options) {
    return new ChoiceItem(
        question(id, Modality.TEXT, Optional.empty(), text, 0, options), Optional.empty());
  }

  static ChoiceItem about(Image image, String id, String text, String... options) {
    return new ChoiceItem(
        question(id, Modality.MULTIMODAL, Optional.empty(), text, 0, options), Optional.of(image));
  }

  static ChoiceQuestion question(
      String id,
      Modality modality,
      Optional<String> hint,
      String text,
      int correct,
      String... options) {
    return new ChoiceQuestion(id, modality, hint, text, List.of(options), OptionalInt.of(correct));
  }

  /** Questions of every kind about two pictures, one of them held twice. */
  static List<ChoiceItem> mixed(Path directory) {
    Image red = picture(directory, "red.png", Color.WHITE, Color.RED);
    Image blue = picture(directory, "blue.png", Color.BLACK, Color.BLUE);
    Image redAgain = Image.of("red again", red.bytes());
    ChoiceQuestion hinted =
        question("q5", Modality.MULTIMODAL, Optional.of("Look."), "Disc?", 1, "red", "red car");
    return List.of(
        about(red, "q1", "What colour is it?", "red", "green", "blue", "dark red"),
        text("q2", "Where was Ann born?", "Rome", "Oslo"),
        about(blue, "q3", "What colour is it?", "red", "blue"),
        about(red, "q4", "What shape is it?", "a disc", "a square", "a cross"),
        new ChoiceItem(hinted, Optional.of(redAgain)),
        about(blue, "q6", "Why?", "no", "yes").blind(),
        text("q7", "Who is she, and what does she do?", "a baker", "a pilot", "a poet"),
        about(redAgain, "q8", "What colour is the ground?", "white", "black"));
  }
}
