package org.pulsebench.experiment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.Checks;
import org.pulsebench.data.Image;
import org.pulsebench.method.lumoe.ImageFeatures;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Images;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.tensor.Scope;

/**
 * What the frozen vision tower of the base sees in pictures, each looked at once; pictures are told
 * apart by their names, which are unique within an experiment's data.
 */
final class PictureFeatures {

  private static final int BATCH = 32;

  /**
   * By quarters, where a picture's patches can be parted so; more would tell shifted ones apart.
   */
  private static final int PARTS = 2;

  private final Checkpoint base;
  private final ImageDecoder decoder = new ImageDecoder();
  private final Map<String, ImageFeatures> features = new HashMap<>();

  /**
   * Prepares to look at pictures.
   *
   * @param base without an adapter, which outlives this object
   */
  PictureFeatures(Checkpoint base) {
    this.base = base;
  }

  /** Looks at those of some pictures that have not been looked at. */
  void see(List<Image> images) {
    Map<String, Image> unseen = new LinkedHashMap<>();
    for (Image image : images) {
      if (!features.containsKey(image.name())) {
        unseen.put(image.name(), image);
      }
    }
    List<Image> all = List.copyOf(unseen.values());
    for (int from = 0; from < all.size(); from += BATCH) {
      look(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
  }

  /**
   * Returns the features of a picture.
   *
   * @throws IllegalArgumentException if it was not looked at
   */
  ImageFeatures of(Image image) {
    ImageFeatures found = features.get(image.name());
    Checks.require(found != null, "picture " + image.name(), "unseen", "looked at");
    return found;
  }

  private void look(List<Image> images) {
    try (Scope scope = base.model().openScope()) {
      Images.Pixels pixels =
          base.pixels(
              scope, images.stream().map(one -> decoder.decode(one.bytes(), one.name())).toList());
      Images.VisionFeatures seen = base.model().visionFeatures(scope, pixels);
      int side = (int) Math.round(Math.sqrt((double) seen.values().shape().get(1)));
      int parts = side % PARTS == 0 ? PARTS : 1;
      float[] values = seen.values().toFloats();
      int size = values.length / Math.toIntExact(seen.values().shape().get(0));
      int view = 0;
      for (int i = 0; i < images.size(); i++) {
        // Where a picture is seen in tiles, the first view is the whole of it.
        float[] patches = Arrays.copyOfRange(values, view * size, (view + 1) * size);
        features.put(images.get(i).name(), ImageFeatures.ofPatches(patches, side, parts));
        view += seen.grids().get(i).views();
      }
    }
  }
}
