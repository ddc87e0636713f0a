package org.pulsebench.method.lumoe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.method.lumoe.Routing.Match;

/**
 * Routes to the expert of the nearest prototype, by the cosine of features of a frozen vision
 * tower; to none if that is below a threshold.
 *
 * <p>The time for a question grows with the number of prototypes, by some tenth of a microsecond
 * for each and a thousand dimensions.
 */
public final class ImageRouter implements Router {

  /** Features that stand for an expert: of one picture, or the mean over those of an entity. */
  public record Prototype(String expert, ImageFeatures features) {

    public Prototype {
      Objects.requireNonNull(expert, "expert");
      Objects.requireNonNull(features, "features");
    }
  }

  private final List<Prototype> prototypes;
  private final double threshold;

  /**
   * Creates a router.
   *
   * @param prototypes at least one, all of one dimension
   * @param threshold least cosine that routes
   */
  public ImageRouter(List<Prototype> prototypes, double threshold) {
    this.prototypes = List.copyOf(prototypes);
    this.threshold = threshold;
    Checks.require(!prototypes.isEmpty(), "prototypes", "none", "one or more");
    Checks.require(Double.isFinite(threshold), "threshold", threshold, "finite");
    int dimension = dimension();
    for (Prototype each : prototypes) {
      Checks.require(
          each.features().dimension() == dimension,
          "dimension of " + each.expert(),
          each.features().dimension(),
          "" + dimension);
    }
  }

  /**
   * Creates a router with the lowest threshold at which it wrongly routes no more than some of the
   * pictures that it should not.
   *
   * <p>With n such pictures, the threshold lies just above the cosine of the one that comes k + 1st
   * nearest to a prototype, k = floor(n times {@code mostWrong}). With n below 1 over {@code
   * mostWrong} none of them is routed, and how often others will be is not known: take pictures
   * enough.
   *
   * @param kept features of pictures that belong to no expert, at least one, and none of those that
   *     quality is measured on
   * @param mostWrong largest share of them that may be routed, at least 0 and below 1
   */
  public static ImageRouter calibrated(
      List<Prototype> prototypes, List<ImageFeatures> kept, double mostWrong) {
    Checks.require(!kept.isEmpty(), "kept", "none", "one or more");
    Checks.require(mostWrong >= 0 && mostWrong < 1, "mostWrong", mostWrong, "from 0 to below 1");
    ImageRouter open = new ImageRouter(prototypes, -2);
    double[] cosines =
        kept.stream().mapToDouble(each -> open.nearest(each).score()).sorted().toArray();
    int wrong = (int) (kept.size() * mostWrong + 1e-9);
    return new ImageRouter(prototypes, Math.nextUp(cosines[cosines.length - 1 - wrong]));
  }

  /**
   * Creates a router with a threshold that needs no picture of anything kept: no more than some of
   * the pictures that are to be routed come as near to a prototype of another entity.
   *
   * <p>With n pictures, the threshold lies just above the cosine of the one that comes k + 1st
   * nearest to another entity's, k = floor(n times {@code mostWrong}). A kept entity that looks
   * like one of these is routed all the same; how many do, {@link RoutingQuality} tells.
   *
   * @param entities prototypes of at least two entities, one or more of each
   * @param mostWrong largest share of the pictures that may pass for another entity's, at least 0
   *     and below 1
   */
  public static ImageRouter apart(List<List<Prototype>> entities, double mostWrong) {
    Checks.require(entities.size() > 1, "entities", entities.size(), "two or more");
    Checks.require(mostWrong >= 0 && mostWrong < 1, "mostWrong", mostWrong, "from 0 to below 1");
    List<Double> cosines = new ArrayList<>();
    for (List<Prototype> own : entities) {
      List<Prototype> others =
          entities.stream().filter(each -> each != own).flatMap(List::stream).toList();
      ImageRouter open = new ImageRouter(others, -2);
      own.forEach(picture -> cosines.add(open.nearest(picture.features()).score()));
    }
    Collections.sort(cosines);
    int wrong = (int) (cosines.size() * mostWrong + 1e-9);
    double threshold = Math.nextUp(cosines.get(cosines.size() - 1 - wrong));
    return new ImageRouter(entities.stream().flatMap(List::stream).toList(), threshold);
  }

  /** Returns the least cosine that routes. */
  public double threshold() {
    return threshold;
  }

  /**
   * Returns the expert of the nearest prototype, if that is near enough.
   *
   * @throws BadInputException if the question comes without features, or with those of another
   *     tower
   */
  @Override
  public Routing route(RoutingQuestion question) {
    ImageFeatures features =
        question
            .features()
            .orElseThrow(() -> unusable(question, "no features", "features of its picture"));
    if (features.dimension() != dimension()) {
      throw unusable(question, features.toString(), dimension() + ", as the prototypes have");
    }
    Match nearest = nearest(features);
    return nearest.score() >= threshold ? Routing.to(List.of(nearest)) : Routing.none();
  }

  /** Returns the nearest; of equally near ones the first by the name of the expert. */
  private Match nearest(ImageFeatures features) {
    Prototype best = prototypes.get(0);
    float highest = Float.NEGATIVE_INFINITY;
    for (Prototype each : prototypes) {
      float cosine = features.cosine(each.features());
      boolean first = cosine == highest && each.expert().compareTo(best.expert()) < 0;
      if (cosine > highest || first) {
        highest = cosine;
        best = each;
      }
    }
    return new Match(best.expert(), highest);
  }

  private int dimension() {
    return prototypes.get(0).features().dimension();
  }

  private static BadInputException unusable(
      RoutingQuestion question, String found, String expected) {
    return new BadInputException(
        new Problem(
            "Question cannot be routed by its picture",
            "\"" + question.text() + "\"",
            found,
            expected,
            "Compute features with the tower of the prototypes, or route by names."));
  }
}
