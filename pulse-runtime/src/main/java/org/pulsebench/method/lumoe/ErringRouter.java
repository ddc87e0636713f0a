package org.pulsebench.method.lumoe;

import java.util.List;
import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.method.lumoe.Routing.Match;

/**
 * A router that errs on purpose, to see what errors of routing do to a result.
 *
 * <p>A question that should go to the base model goes to an expert drawn at random. One that should
 * go to an expert goes to the base model or, as often, to another expert. Which questions those are
 * depends on seed and question alone, so that those of a lower rate are among those of a higher.
 */
public final class ErringRouter implements Router {

  private final Router router;
  private final List<String> experts;
  private final double rate;
  private final RandomStream random;

  /**
   * Creates a router.
   *
   * @param router right or not, its decisions are what is erred from
   * @param experts all of them, at least one
   * @param rate share of questions that go astray, 0 to 1
   */
  public ErringRouter(Router router, List<String> experts, double rate, long seed) {
    this.router = Objects.requireNonNull(router, "router");
    this.experts = experts.stream().sorted().distinct().toList();
    this.rate = rate;
    this.random = new RandomStream(seed);
    Checks.require(!experts.isEmpty(), "experts", "none", "one or more");
    Checks.require(rate >= 0 && rate <= 1, "rate", rate, "from 0 to 1");
  }

  @Override
  public Routing route(RoutingQuestion question) {
    Routing right = router.route(question);
    String picture = question.image().map(image -> image.name()).orElse("");
    RandomStream draw =
        random.child(question.text()).child(picture).child(question.features().hashCode());
    if (draw.nextDouble() >= rate) {
      return right;
    }
    List<String> others =
        experts.stream().filter(expert -> !right.experts().contains(expert)).toList();
    boolean toBase = !right.isNone() && draw.nextDouble() < 0.5;
    if (toBase || others.isEmpty()) {
      return Routing.none();
    }
    return Routing.to(List.of(new Match(others.get(draw.nextInt(others.size())), 1)));
  }
}
