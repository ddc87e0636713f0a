package org.pulsebench.method.lumoe;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The tokens by which names are compared: of Unicode's compatibility form, in lower case and without
 * accents, runs of letters and digits. Of scripts that do not part words every character is a token,
 * so that a name is found in the middle of a sentence.
 */
final class NameTokens {

  private static final String UNPARTED =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}";
  private static final Pattern TOKEN =
      Pattern.compile("[" + UNPARTED + "]|[\\p{L}\\p{N}&&[^" + UNPARTED + "]]+");
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private NameTokens() {}

  static List<String> of(String text) {
    String parted = Normalizer.normalize(text, Normalizer.Form.NFKD);
    String bare = MARKS.matcher(parted).replaceAll("");
    String whole = Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return TOKEN.matcher(whole).results().map(MatchResult::group).toList();
  }
}
