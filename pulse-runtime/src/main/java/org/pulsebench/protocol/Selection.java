package org.pulsebench.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.json.JsonFields;

/**
 * The subjects that a model knows best.
 *
 * <p>A subject that is known by face and not by name, or the other way round, has nothing to be
 * forgotten in the other modality; so subjects are ranked by the weaker of both accuracies, and
 * those with the same by the sum of both. The paper says only that it took those on which the model
 * scores highest.
 *
 * @param best who was selected, the best known first
 * @param minimumAccuracy what had to be reached in both modalities, from 0 to 1
 * @param candidates how many subjects were chosen from
 * @param tied how many were left out although as well known as the last one that was selected;
 *     which of those, chance decided
 */
public record Selection(List<Known> best, double minimumAccuracy, int candidates, int tied) {

  private static final String BEST = "best";
  private static final String MINIMUM_ACCURACY = "minimumAccuracy";
  private static final String CANDIDATES = "candidates";
  private static final String TIED = "tied";
  private static final String CUT_OFF = "cutOff";
  private static final String ID = "id";
  private static final String IMAGE_RIGHT = "imageRight";
  private static final String IMAGE_COUNT = "imageCount";
  private static final String TEXT_RIGHT = "textRight";
  private static final String TEXT_COUNT = "textCount";

  private static final Comparator<Known> RANK =
      // With the weaker accuracy equal, the higher sum is the higher stronger one, without
      // rounding.
      Comparator.comparingDouble(Known::weaker).thenComparingDouble(Known::stronger).reversed();

  public Selection {
    best = List.copyOf(best);
    Checks.require(!best.isEmpty(), "best", "empty", "one subject or more");
    Checks.require(
        minimumAccuracy >= 0 && minimumAccuracy <= 1,
        MINIMUM_ACCURACY,
        minimumAccuracy,
        "from 0 to 1");
    Checks.require(
        tied >= 0 && best.size() + tied <= candidates, TIED, tied, "among those not selected");
  }

  /**
   * Selects the best known subjects.
   *
   * <p>The same subjects in any order and the same stream give the same selection.
   *
   * @param known everybody who may be selected, with ids of their own
   * @param wanted how many, at least 1
   * @param minimumAccuracy what has to be reached in both modalities, from 0 to 1
   * @param random a stream of its own; decides between subjects that are known equally well
   * @throws BadInputException if somebody has no question of a modality, or fewer are known than
   *     are wanted
   */
  public static Selection best(
      List<Known> known, int wanted, double minimumAccuracy, RandomStream random) {
    Checks.positive(wanted, "wanted");
    List<Known> ranked = ranked(known, minimumAccuracy, random);
    if (ranked.size() < wanted) {
      throw tooFew(known.size(), ranked.size(), wanted, minimumAccuracy);
    }
    Known last = ranked.get(wanted - 1);
    long tied =
        ranked.stream().skip(wanted).filter(other -> RANK.compare(other, last) == 0).count();
    return new Selection(ranked.subList(0, wanted), minimumAccuracy, known.size(), (int) tied);
  }

  /**
   * Returns the subjects that are known well enough, the best known first.
   *
   * @param known everybody who may be selected, with ids of their own
   * @param minimumAccuracy what has to be reached in both modalities, from 0 to 1
   * @param random a stream of its own; decides between subjects that are known equally well
   * @throws BadInputException if somebody has no question of a modality
   */
  public static List<Known> ranked(List<Known> known, double minimumAccuracy, RandomStream random) {
    Checks.require(
        known.stream().map(Known::id).distinct().count() == known.size(),
        "ids of known",
        "repeated",
        "unique");
    requireQuestions(known, "image", Known::imageCount);
    requireQuestions(known, "text", Known::textCount);
    List<Known> ordered =
        known.stream().sorted(Comparator.comparing(Known::id, Splits.BY_ID)).toList();
    return random.shuffled(ordered).stream()
        .filter(subject -> subject.weaker() >= minimumAccuracy)
        .sorted(RANK)
        .toList();
  }

  /** Returns the ids of those who were selected, the best known first. */
  public List<String> ids() {
    return best.stream().map(Known::id).toList();
  }

  /** Returns the last one that was selected: nobody who was left out is better known. */
  public Known cutOff() {
    return best.get(best.size() - 1);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param source what messages call the place that the object is from
   * @throws BadInputException if a field is unknown, missing or of another kind
   */
  public static Selection fromJson(JsonNode content, String source) {
    JsonFields fields = JsonFields.root(content, source);
    fields.requireOnly(List.of(BEST, MINIMUM_ACCURACY, CANDIDATES, TIED, CUT_OFF));
    JsonNode list = fields.get(BEST);
    if (!list.isArray() || list.isEmpty()) {
      throw fields.bad(BEST, list, "a list of subjects");
    }
    List<Known> best = new ArrayList<>();
    for (JsonNode one : list) {
      best.add(known(JsonFields.root(one, source + ", " + BEST + "[" + best.size() + "]")));
    }
    int candidates = fields.wholeNumber(CANDIDATES, best.size(), Integer.MAX_VALUE);
    double minimum = fields.number(MINIMUM_ACCURACY, 0, "a number from 0 to 1");
    int tied = fields.wholeNumber(TIED, 0, candidates - best.size());
    return new Selection(best, minimum, candidates, tied);
  }

  /** Returns everybody with their accuracies, and the cut-off once more for human readers. */
  public ObjectNode toJson() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put(MINIMUM_ACCURACY, minimumAccuracy);
    object.put(CANDIDATES, candidates);
    object.put(TIED, tied);
    object.set(CUT_OFF, json(cutOff()));
    ArrayNode list = object.putArray(BEST);
    best.forEach(one -> list.add(json(one)));
    return object;
  }

  private static ObjectNode json(Known known) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(ID, known.id())
        .put(IMAGE_RIGHT, known.imageRight())
        .put(IMAGE_COUNT, known.imageCount())
        .put(TEXT_RIGHT, known.textRight())
        .put(TEXT_COUNT, known.textCount());
  }

  private static Known known(JsonFields fields) {
    fields.requireOnly(List.of(ID, IMAGE_RIGHT, IMAGE_COUNT, TEXT_RIGHT, TEXT_COUNT));
    int images = fields.wholeNumber(IMAGE_COUNT, 1, Integer.MAX_VALUE);
    int texts = fields.wholeNumber(TEXT_COUNT, 1, Integer.MAX_VALUE);
    return new Known(
        fields.requiredText(ID),
        fields.wholeNumber(IMAGE_RIGHT, 0, images),
        images,
        fields.wholeNumber(TEXT_RIGHT, 0, texts),
        texts);
  }

  private static void requireQuestions(
      List<Known> known, String modality, ToIntFunction<Known> count) {
    List<String> without =
        known.stream().filter(one -> count.applyAsInt(one) == 0).map(Known::id).toList();
    if (without.isEmpty()) {
      return;
    }
    boolean all = without.size() == known.size();
    throw new BadInputException(
        new Problem(
            all ? "The corpus lacks a modality" : "A subject lacks a modality",
            all ? "its " + known.size() + " subjects" : "subject " + without.get(0),
            "no multiple-choice "
                + modality
                + " question"
                + (all || without.size() == 1 ? "" : ", like " + (without.size() - 1) + " more"),
            "image and text questions about everybody who may be selected",
            "Use a corpus that asks in both modalities; both count."));
  }

  private static BadInputException tooFew(int all, int known, int wanted, double minimum) {
    boolean enough = all >= wanted;
    return new BadInputException(
        new Problem(
            "Fewer subjects are known than are wanted",
            "selection of the best known",
            enough
                ? known
                    + " of "
                    + all
                    + " subjects with an accuracy of "
                    + minimum
                    + " or more in"
                    + " both modalities"
                : all + " subjects in all",
            wanted + " or more",
            enough
                ? "Lower the minimum accuracy or the number of people, or use a model that knows"
                    + " more."
                : "Lower the number of people, with unlearn and retain, or use a larger corpus."));
  }
}
