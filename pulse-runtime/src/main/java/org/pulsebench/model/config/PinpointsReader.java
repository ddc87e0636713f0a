package org.pulsebench.model.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.json.JsonFields;

/**
 * Reads {@code image_grid_pinpoints}, and refuses what would cut or pack tiles in another way than
 * LLaVA-1.6 does.
 */
public final class PinpointsReader {

  private static final String FIELD = "image_grid_pinpoints";
  private static final String REMEDY =
      "Use a LLaVA-1.6 checkpoint in the Hugging Face layout (llava-hf/llava-v1.6-vicuna-7b-hf).";

  /** The longest side that pictures are scaled to, in pixels. */
  private static final int MAX_SIDE = 1 << 14;

  private PinpointsReader() {}

  /**
   * Reads the field of a {@code config.json}.
   *
   * @param side of a tile in pixels
   */
  static GridPinpoints read(JsonFields root, int side, FeatureSelection selection) {
    if (selection != FeatureSelection.DEFAULT) {
      throw root.bad(
          "vision_feature_select_strategy",
          root.describeValue("vision_feature_select_strategy"),
          "\"default\" in a llava_next model, whose tiles have no place for a class token",
          REMEDY);
    }
    requireOnly(root, "mm_patch_merge_type", "spatial_unpad");
    requireOnly(root, "image_aspect_ratio", "anyres");
    return read(root, side);
  }

  /**
   * Reads the field of an image processor's or a model's configuration.
   *
   * @param side of a tile in pixels, of which every height and width is a multiple
   * @return what the field says, or {@link GridPinpoints#DEFAULT} where it is absent or null
   * @throws org.pulsebench.BadInputException if the list is empty, or something else than such
   *     sizes
   */
  public static GridPinpoints read(JsonFields fields, int side) {
    boolean absent = !fields.has(FIELD) || fields.isNull(FIELD);
    GridPinpoints pinpoints =
        absent ? GridPinpoints.DEFAULT : new GridPinpoints(sizes(fields, fields.get(FIELD)));
    for (GridPinpoints.Size size : pinpoints.sizes()) {
      if (size.height() % side != 0 || size.width() % side != 0) {
        throw fields.bad(
            FIELD,
            size + (absent ? " (the default of an absent field)" : ""),
            "heights and widths that are multiples of a tile's side, " + side,
            REMEDY);
      }
    }
    return pinpoints;
  }

  /**
   * Requires a field that may be absent to have one value.
   *
   * @throws org.pulsebench.BadInputException if it has another, such as {@code anyres_max_9}
   */
  public static void requireOnly(JsonFields fields, String name, String value) {
    Optional<String> found =
        fields.has(name) && !fields.isNull(name) ? fields.text(name) : Optional.empty();
    if (found.isPresent() && !found.get().equals(value)) {
      throw fields.bad(name, '"' + found.get() + '"', '"' + value + "\", as in LLaVA-1.6", REMEDY);
    }
  }

  private static List<GridPinpoints.Size> sizes(JsonFields fields, JsonNode list) {
    List<GridPinpoints.Size> sizes = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(pair -> sizes.add(size(fields, pair)));
    }
    if (sizes.isEmpty()) {
      throw bad(fields, list);
    }
    return sizes;
  }

  private static GridPinpoints.Size size(JsonFields fields, JsonNode pair) {
    if (!pair.isArray() || pair.size() != 2 || !isSide(pair.get(0)) || !isSide(pair.get(1))) {
      throw bad(fields, pair);
    }
    return new GridPinpoints.Size(pair.get(0).intValue(), pair.get(1).intValue());
  }

  private static boolean isSide(JsonNode node) {
    return node.isIntegralNumber()
        && node.canConvertToInt()
        && node.intValue() >= 1
        && node.intValue() <= MAX_SIDE;
  }

  private static BadInputException bad(JsonFields fields, JsonNode found) {
    return fields.bad(
        FIELD, found.toString(), "a list of at least one [height, width] in pixels", REMEDY);
  }
}
