package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Parity;
import org.pulsebench.model.Reference;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.model.text.TokenizedPrompt;
import org.pulsebench.model.text.Tokens;

/**
 * The embedded model against transformers, by the assertions that every reference checkpoint has to
 * meet; the numbers come from {@code src/test/python/make_reference.py}.
 */
class MiniParityTest {

  private static final Path RESULTS = Path.of("src/test/resources/reference/mini");
  private static final String MAKE =
      "make_reference.py --mini src/main/resources/org/pulsebench/mini/model --out " + RESULTS;

  /** For the rounding of floats; one level of 255 makes a difference of 8e-3. */
  private static final double PIXEL = 1e-6;

  private static Parity parity;
  private static Checkpoint checkpoint;
  private static JsonNode inputs;

  @TempDir static Path cache;

  @BeforeAll
  static void install_the_model_that_the_numbers_belong_to() throws IOException {
    boolean packed = MiniModel.class.getResource("model/" + Manifest.FILE_NAME) != null;
    boolean measured = Files.exists(RESULTS.resolve("expected.json"));
    assumeTrue(packed || measured, "no model is packed, and there are no numbers of one");
    assertThat(packed).as("a model is packed that the numbers in %s belong to", RESULTS).isTrue();
    assertThat(measured).as("numbers of the packed model, made by %s", MAKE).isTrue();
    Reference reference = Reference.of("mini", MiniModel.install(cache), RESULTS);
    assertThat(reference.numbers().path("digest").textValue())
        .as("digest of the model that the numbers belong to; %s makes new ones", MAKE)
        .isEqualTo(MiniModel.digest());
    parity = new Parity(reference);
    inputs = new ObjectMapper().readTree(RESULTS.resolve("inputs.json").toFile());
    checkpoint = Checkpoint.load(reference.directory(), Precision.F32, Device.cpu());
  }

  @AfterAll
  static void close() {
    if (checkpoint != null) {
      checkpoint.close();
    }
  }

  @Test
  void logits_are_those_of_transformers() {
    parity.assertLogits();
  }

  @Test
  void log_probabilities_of_tokens_and_sequences_are_those_of_transformers() {
    parity.assertLogProbabilities();
  }

  @Test
  void hidden_states_are_those_of_transformers() {
    parity.assertHiddenStates();
  }

  @Test
  void vision_and_image_features_are_those_of_transformers() {
    parity.assertImageFeatures();
  }

  @Test
  void loss_is_that_of_transformers() {
    parity.assertLoss();
  }

  @Test
  void gradients_are_those_of_transformers() {
    parity.assertGradients();
  }

  @Test
  void greedy_tokens_are_those_of_transformers_one_by_one_and_in_a_batch() {
    parity.assertGreedyTokens();
  }

  @Test
  void ids_spans_and_decoded_texts_are_those_of_transformers() {
    for (JsonNode expected : inputs.get("texts")) {
      String text = expected.get("text").textValue();
      int[] ids = ints(expected.get("ids"));
      Tokens tokens = checkpoint.tokenizer().encode(text, true);
      assertThat(tokens.ids()).as(text).containsExactly(ids);
      assertThat(checkpoint.tokenizer().encode(text, false).ids())
          .as(text)
          .containsExactly(ints(expected.get("plain")));
      assertThat(tokens.list().stream().map(token -> List.of(token.start(), token.end())))
          .as(text)
          .containsExactlyElementsOf(
              stream(expected.get("spans")).map(s -> List.of(at(s, 0), at(s, 1))).toList());
      assertDecoded(ids, false, expected.get("decoded"));
      assertDecoded(ids, true, expected.get("decodedWithoutSpecial"));
    }
    for (JsonNode cut : inputs.get("cut")) {
      assertDecoded(ints(cut.get("ids")), false, cut.get("decoded"));
    }
  }

  private static void assertDecoded(int[] ids, boolean skipSpecialTokens, JsonNode expected) {
    assertThat(checkpoint.tokenizer().decode(ids, skipSpecialTokens))
        .isEqualTo(expected.textValue());
  }

  @Test
  void rows_are_those_of_the_llava_processor() {
    for (JsonNode row : inputs.get("prompts")) {
      String name = row.get("name").textValue();
      Prompt asked =
          Prompt.verbatim(row.get("prompt").textValue(), row.get("pictures").size()).at(name);
      assertThat(checkpoint.tokenize(asked, LabelPolicy.ANSWER_ONLY).ids())
          .as(name)
          .containsExactly(ints(row.get("promptIds")));
      Prompt answered = asked.withAnswer(row.get("answer").textValue());
      TokenizedPrompt learnt = checkpoint.tokenize(answered, LabelPolicy.ANSWER_ONLY);
      assertThat(learnt.ids()).as(name).containsExactly(ints(row.get("ids")));
      assertThat(learnt.labels()).as(name).containsExactly(ints(row.get("answerLabels")));
    }
  }

  @Test
  void the_conversation_is_that_of_the_chat_template() {
    JsonNode expected = inputs.get("conversation");
    Prompt prompt =
        checkpoint.conversation().orElseThrow().prompt(expected.get("question").textValue(), 1);
    assertThat(prompt.text()).isEqualTo(expected.get("rendered").textValue());
  }

  @Test
  void pixels_are_those_of_transformers() throws IOException {
    List<RgbImage> pictures = new ArrayList<>();
    for (JsonNode row : inputs.get("prompts")) {
      for (JsonNode picture : row.get("pictures")) {
        String name = picture.textValue();
        byte[] file = Files.readAllBytes(RESULTS.resolve(name));
        pictures.add(new ImageDecoder().decode(file, name));
      }
    }
    float[] found = checkpoint.imageProcessor().orElseThrow().process(pictures);
    parity.assertClose("pixels", found, "pixel_values", PIXEL);
  }

  private static int at(JsonNode array, int index) {
    return array.get(index).intValue();
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> at(array, i)).toArray();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
