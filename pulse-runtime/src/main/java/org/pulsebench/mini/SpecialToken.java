package org.pulsebench.mini;

/** The tokens that stand for no text; the ids are the ordinals. */
enum SpecialToken {
  /** Begins a sequence. */
  BOS("<s>"),
  /** Ends an answer. */
  EOS("</s>"),
  /** Fills up a batch's short rows. */
  PAD("<pad>"),
  /** Holds the place of one image, or of one of its positions. */
  IMAGE("<image>");

  private final String text;

  SpecialToken(String text) {
    this.text = text;
  }

  /** Returns how the token is written in a prompt. */
  String text() {
    return text;
  }

  int id() {
    return ordinal();
  }
}
