package org.pulsebench.method.lumoe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pulsebench.method.lumoe.Routing.Match;

/**
 * Routes by text and by picture.
 *
 * <p>A question without features of a picture is routed by its text alone.
 *
 * @param names decides by the text
 * @param pictures decides by the features of the picture
 */
public record CombinedRouter(Router names, Router pictures, Rule rule) implements Router {

  /** What counts where both may have something to say. */
  public enum Rule {
    /** The text if it names an expert's entity, else the picture. */
    NAMES_FIRST,

    /** All experts that either finds. */
    EITHER
  }

  public CombinedRouter {
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(pictures, "pictures");
    Objects.requireNonNull(rule, "rule");
  }

  @Override
  public Routing route(RoutingQuestion question) {
    Routing byName = names.route(question);
    boolean decided = rule == Rule.NAMES_FIRST && !byName.isNone();
    if (decided || question.features().isEmpty()) {
      return byName;
    }
    Routing byPicture = pictures.route(question);
    if (byName.isNone() || byPicture.isNone()) {
      return byPicture.isNone() ? byName : byPicture;
    }
    List<Match> all = new ArrayList<>(byName.matches());
    all.addAll(byPicture.matches());
    return Routing.to(all);
  }
}
