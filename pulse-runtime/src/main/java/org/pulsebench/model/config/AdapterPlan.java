package org.pulsebench.model.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pulsebench.Checks;

/**
 * What is trained: a mode for each part, and the settings of low-rank updates.
 *
 * @param modes one for each of the three parts; a part that a model lacks is ignored
 * @param lora settings for the parts in {@link PartMode#LORA}
 */
public record AdapterPlan(Map<Part, PartMode> modes, LoraSettings lora) {

  public AdapterPlan {
    Objects.requireNonNull(lora, "lora");
    EnumMap<Part, PartMode> copy = new EnumMap<>(Part.class);
    copy.putAll(modes);
    for (Part part : Part.values()) {
      copy.putIfAbsent(part, PartMode.FROZEN);
    }
    Checks.require(
        copy.values().stream().anyMatch(mode -> mode != PartMode.FROZEN),
        "modes",
        copy,
        "at least one part that is trained");
    modes = Map.copyOf(copy);
  }

  /**
   * Returns the usual plan of LLaVA fine-tuning: LoRA in the decoder, the projector in full, the
   * vision tower frozen.
   */
  public static AdapterPlan languageAndProjector(LoraSettings lora) {
    return new AdapterPlan(
        Map.of(Part.LANGUAGE, PartMode.LORA, Part.PROJECTOR, PartMode.FULL), lora);
  }

  /** Returns the plan that trains every parameter of a module, as pre-training does. */
  public static AdapterPlan everything() {
    return new AdapterPlan(
        Map.of(
            Part.VISION,
            PartMode.FULL,
            Part.PROJECTOR,
            PartMode.FULL,
            Part.LANGUAGE,
            PartMode.FULL),
        LoraSettings.of(1, 1));
  }

  /** Returns the mode of a part. */
  public PartMode mode(Part part) {
    return modes.get(part);
  }

  /** Returns the modules that get a low-rank update in a model, in the layout's order. */
  public List<LinearSpec> loraModules(ModelLayout layout) {
    return layout.linears().stream()
        .filter(linear -> mode(linear.part()) == PartMode.LORA)
        .filter(linear -> !linear.outputHead() && linear.neededForFeatures())
        .filter(linear -> lora.targets().selects(linear.path()))
        .toList();
  }

  /**
   * Returns the parameters that are trained as a whole in a model, in the layout's order; never
   * {@link ModelLayout#IMAGE_NEWLINE}.
   */
  public List<ParameterSpec> fullParameters(ModelLayout layout) {
    return layout.parameters().stream()
        .filter(parameter -> mode(parameter.part()) == PartMode.FULL)
        .filter(ParameterSpec::neededForFeatures)
        .filter(parameter -> !parameter.name().equals(ModelLayout.IMAGE_NEWLINE))
        .toList();
  }
}
