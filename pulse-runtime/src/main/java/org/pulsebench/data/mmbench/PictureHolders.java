package org.pulsebench.data.mmbench;

import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.Checks;
import org.pulsebench.Sha256;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;

/** Which row holds a picture that several rows show. */
final class PictureHolders {

  private final Map<Image, String> digests = new IdentityHashMap<>();
  private final Map<String, Long> holders = new HashMap<>();

  private PictureHolders() {}

  /** Compares the pictures by their bytes. */
  static PictureHolders of(List<ExamQuestion> rows) {
    PictureHolders result = new PictureHolders();
    for (ExamQuestion row : rows) {
      String digest = result.digests.computeIfAbsent(row.image(), PictureHolders::digest);
      result.holders.merge(digest, row.index(), Math::min);
    }
    return result;
  }

  /** Returns the image cell of a row: its picture, or the index of the row that holds it. */
  String cell(ExamQuestion row) {
    long holder = holders.get(digests.get(row.image()));
    return holder == row.index()
        ? Base64.getEncoder().encodeToString(row.image().bytes())
        : Long.toString(holder);
  }

  private static String digest(Image image) {
    byte[] bytes = image.bytes();
    Checks.require(PictureFormat.isKnown(bytes), "image", image.name(), "a PNG or JPEG");
    long characters = (bytes.length + 2) / 3 * 4L;
    Checks.require(
        characters > ImageCell.MAX_REFERENCE, "image", image.name(), "a whole PNG or JPEG");
    return Sha256.of(bytes);
  }
}
