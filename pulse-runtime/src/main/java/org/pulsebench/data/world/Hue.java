package org.pulsebench.data.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The colours that questions ask for, far enough from each other and from every ground. */
enum Hue {
  RED(0xE03A3E),
  ORANGE(0xF5831F),
  YELLOW(0xF7CB15),
  GREEN(0x2E9E4F),
  BLUE(0x2B6BE4),
  PURPLE(0x7B3FC4),
  PINK(0xF48CC0),
  BLACK(0x25282F);

  static final List<Hue> ALL = List.of(values());

  private static final List<String> WORDS = Arrays.stream(values()).map(Hue::word).toList();

  private final int rgb;

  Hue(int rgb) {
    this.rgb = rgb;
  }

  int rgb() {
    return rgb;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return WORDS;
  }

  static Hue of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
