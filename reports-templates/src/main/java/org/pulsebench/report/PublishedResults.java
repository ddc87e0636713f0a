package org.pulsebench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pulsebench.protocol.Protocol;

/**
 * The results that the PULSE paper reports (arXiv 2507.01271v4), of LLaVA-v1.5-13B: Table 3, and
 * what can be read off Figures 4 and 5.
 *
 * <p>The paper has numbers in Table 3 only; the figures were digitised from their pictures, as each
 * value says, with an error of 0.5 to 2 points. Table 3 is of fine-tuned knowledge, so that its
 * rows with projector and language model trained stand for both protocols, {@code fine-tuned} and
 * {@code modality}. Figure 4 takes both modalities together: its values of gradient ascent are
 * those that follow from Table 3.
 */
public final class PublishedResults {

  /** Where the values are from. */
  public static final String SOURCE = "PULSE, arXiv 2507.01271v4, LLaVA-v1.5-13B";

  private static final String RESOURCE = "pulse-paper.csv";
  private static final int COLUMNS = 11;

  private final List<PublishedValue> values;

  private PublishedResults(List<PublishedValue> values) {
    this.values = List.copyOf(values);
  }

  /** Returns the results of the PULSE paper. */
  public static PublishedResults ofPaper() {
    try (InputStream file = PublishedResults.class.getResourceAsStream(RESOURCE)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new PublishedResults(text.lines().skip(1).map(PublishedResults::value).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the values are from that stand beside a protocol's own. */
  public static String source(Protocol protocol) {
    return protocol.isPublished() ? MlubenchPaper.SOURCE : SOURCE;
  }

  /** Returns all values, by protocol and item. */
  public List<PublishedValue> values() {
    return values;
  }

  /**
   * Returns a value, if the paper has it.
   *
   * @param modality empty for both together
   * @param metric {@code accuracy} or {@code derived}
   */
  public Optional<PublishedValue> find(
      String protocol,
      String method,
      String trainedParts,
      String set,
      Optional<String> modality,
      String metric,
      int requests) {
    return values.stream()
        .filter(value -> value.protocol().equals(protocol))
        .filter(value -> value.method().isEmpty() || value.method().get().equals(method))
        .filter(value -> value.trainedParts().equals(trainedParts))
        .filter(value -> value.set().equals(set))
        .filter(value -> value.modality().equals(modality))
        .filter(value -> value.metric().equals(metric))
        .filter(value -> value.requests() == requests)
        .findFirst();
  }

  private static PublishedValue value(String line) {
    List<String> cells = List.of(line.split(",", -1));
    if (cells.size() != COLUMNS) {
      throw new IllegalStateException(RESOURCE + " has a line of another form: " + line);
    }
    return new PublishedValue(
        cells.get(0),
        filled(cells.get(1)),
        cells.get(2),
        cells.get(3),
        filled(cells.get(4)),
        cells.get(5),
        Integer.parseInt(cells.get(6)),
        Double.parseDouble(cells.get(7)),
        Double.parseDouble(cells.get(8)),
        cells.get(9).equals("printed")
            ? PublishedValue.Reading.PRINTED
            : PublishedValue.Reading.DIGITISED,
        cells.get(10));
  }

  private static Optional<String> filled(String cell) {
    return Optional.of(cell).filter(text -> !text.isEmpty());
  }
}
