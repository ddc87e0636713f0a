package org.pulsebench.data.mllmu;

import java.util.List;
import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.data.Image;

/**
 * One person of {@link MllmuConfig#FT_DATA}: a portrait with the pairs it is learnt from.
 *
 * @param id the one that the person has in the other configurations
 * @param pairs one or more, all asked with the portrait
 */
public record FineTuningProfile(String id, Image image, List<QuestionAnswer> pairs) {

  public FineTuningProfile {
    Checks.require(!id.isBlank(), "id", "blank", "a text");
    Objects.requireNonNull(image, "image");
    pairs = List.copyOf(pairs);
    Checks.require(!pairs.isEmpty(), "pairs", "empty", "one or more");
  }
}
