package org.pulsebench.model.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pulsebench.Sha256;

/**
 * A chat template's Jinja source, brought to one spelling without being run.
 *
 * <p>Sources with one canonical form render alike under the settings of Hugging Face ({@code
 * trim_blocks}, {@code lstrip_blocks}). Comments, {@code generation} marks, layout inside and
 * between tags, the kind of quotes and {@code \n} against a line break inside quotes make no
 * difference; everything else does.
 */
record JinjaText(String source) {

  private static final Pattern TAG =
      Pattern.compile(
          "\\{%(?<block>.*?)%\\}|\\{\\{(?<print>.*?)\\}\\}|\\{#(?<comment>.*?)#\\}",
          Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"", Pattern.DOTALL);
  private static final Pattern INDENT_AT_LINE_START = Pattern.compile("(?<=\\n|\\A)[ \\t]*\\z");

  /** Returns the SHA-256 digest of the canonical form, in hexadecimal. */
  String digest() {
    return Sha256.of(canonical());
  }

  String canonical() {
    String text = source.replace("\r\n", "\n");
    if (text.endsWith("\n")) {
      text = text.substring(0, text.length() - 1); // Jinja drops one line break at the end
    }
    StringBuilder canonical = new StringBuilder();
    Matcher tag = TAG.matcher(text);
    int end = 0;
    boolean stripNext = false;
    boolean trimNext = false;
    while (tag.find()) {
      boolean print = tag.group("print") != null;
      String inside = text.substring(tag.start() + 2, tag.end() - 2);
      String raw = text.substring(end, tag.start());
      boolean mayUnindent = !print && !inside.startsWith("+") && (end == 0 || raw.contains("\n"));
      String between = after(raw, stripNext, trimNext);
      canonical.append(before(between, inside.startsWith("-"), mayUnindent));
      stripNext = inside.endsWith("-");
      trimNext = !print && !inside.endsWith("+");
      if (tag.group("comment") == null) {
        canonical.append(print ? "{{" + tidy(inside) + "}}" : block(tidy(inside)));
      }
      end = tag.end();
    }
    return canonical.append(after(text.substring(end), stripNext, trimNext)).toString();
  }

  /** The text after a tag, less what the tag's dash or {@code trim_blocks} takes. */
  private static String after(String between, boolean strip, boolean trim) {
    if (strip) {
      return between.stripLeading();
    }
    return trim && between.startsWith("\n") ? between.substring(1) : between;
  }

  /** The text before a tag, less what the tag's dash or {@code lstrip_blocks} takes. */
  private static String before(String between, boolean strip, boolean unindent) {
    if (strip) {
      return between.stripTrailing();
    }
    return unindent ? INDENT_AT_LINE_START.matcher(between).replaceFirst("") : between;
  }

  /** Marks of what the model generates, which print nothing themselves. */
  private static String block(String tidied) {
    return tidied.equals("generation") || tidied.equals("endgeneration")
        ? ""
        : "{%" + tidied + "%}";
  }

  private static String tidy(String inside) {
    String code = inside.replaceAll("\\A[-+]|[-+]\\z", "");
    StringBuilder tidied = new StringBuilder();
    Matcher quoted = QUOTED.matcher(code);
    int end = 0;
    while (quoted.find()) {
      tidied.append(squeeze(code.substring(end, quoted.start()))).append(literal(quoted.group()));
      end = quoted.end();
    }
    return tidied.append(squeeze(code.substring(end))).toString().strip();
  }

  private static String squeeze(String code) {
    return code.replaceAll("\\s+", " ").replaceAll("(?<=\\W) | (?=\\W)", "");
  }

  private static String literal(String quoted) {
    String value = quoted.substring(1, quoted.length() - 1).replace("\\n", "\n");
    return value.contains("'") ? quoted : "'" + value + "'";
  }
}
