package org.pulsebench.method;

import java.util.List;
import org.pulsebench.tensor.Tensor;

/**
 * LUMoE: an expert for each request, trained from the state before all requests and kept beside it,
 * and a router that decides for each question which experts answer it, if any.
 *
 * <p>What one request trains is here; what becomes of the experts is told by {@link
 * #trainsExperts()}. The paper trains its experts with MLUBench's preference optimisation, of which
 * the code leaves the refusal alone, summed over its tokens ({@link Po} has the details); those are
 * the defaults. Another {@code objective} trains them by ascent. Its router is a language model
 * that is asked twice; here names and pictures decide, without a model of someone else's, and the
 * picture is compared by the frozen tower of the model itself.
 *
 * <p>Parameters, beside those of {@link TrainingSettings}: {@code objective}, {@code
 * log-probability} and {@code retain-weight} of the training; {@code router}, {@code most-wrong}
 * and {@code routing-errors} of what decides.
 */
public final class Lumoe implements ObjectiveMethod {

  /** The parameter that says what the router looks at. */
  public static final String ROUTER = "router";

  /** Looks for names of entities in the text. */
  public static final String NAMES = "names";

  /** Looks for the nearest picture. */
  public static final String PICTURES = "pictures";

  /** Looks for names and, where there is none, for the nearest picture. */
  public static final String BOTH = "both";

  /** The parameter for how many foreign pictures may pass as an expert's. */
  public static final String MOST_WRONG = "most-wrong";

  /** The parameter for how many questions are led astray on purpose. */
  public static final String ROUTING_ERRORS = "routing-errors";

  private static final Po PO = new Po();

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "lumoe",
        "Lifelong unlearning by a mixture of experts",
        "MLUBench, arXiv 2606.12809",
        "an expert a request, each from the initial state: L = CE(f with refusals) + retain-weight"
            + " CE(r), or L = -CE(f) + retain-weight CE(r)",
        MethodParameter.choice(
            "objective",
            List.of("po", "ga"),
            "what an expert is trained with: refusals, or ascent on the answers",
            "the paper's experts are trained with MLUBench's po"),
        MethodParameter.choice(
            "log-probability",
            List.of("sum", "mean"),
            "of the refusals: summed over those of each refusal and averaged over the batch, or"
                + " averaged over the batch's tokens",
            "MLUBench's code takes the sum"),
        MethodParameter.number(
            "retain-weight",
            0,
            0,
            1e6,
            "weight of ordinary training on the retain batch",
            "MLUBench's code has no such term: an expert answers what is to be forgotten alone"),
        MethodParameter.choice(
            ROUTER,
            List.of(BOTH, PICTURES, NAMES),
            "what decides which expert answers: the text if it names an entity, else the nearest"
                + " picture; the picture alone; or the text alone",
            "questions about pictures need not name what they show, and MLUBench's never do"),
        MethodParameter.number(
            MOST_WRONG,
            0.01,
            0,
            0.99,
            "largest share of the pictures of each entity to be forgotten that may pass for another"
                + " one's; it sets how near a picture has to come",
            "no picture that is to be kept takes part, so that none is fitted to"),
        MethodParameter.number(
            ROUTING_ERRORS,
            0,
            0,
            1,
            "share of questions that are sent to a wrong place on purpose",
            "the router as good as it is; 0.05, 0.1 and 0.2 show what its errors cost"));
  }

  @Override
  public boolean trainsExperts() {
    return true;
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    if (step.settings().choice("objective").equals("po")) {
      return PO.loss(step);
    }
    Tensor ascent = step.model().meanLoss(step.tape(), step.forget()).negative();
    double weight = step.settings().number("retain-weight");
    return weight == 0
        ? ascent
        : ascent.plus(step.model().meanLoss(step.tape(), step.retain()).times(weight));
  }
}
