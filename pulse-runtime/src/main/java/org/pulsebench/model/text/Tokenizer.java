package org.pulsebench.model.text;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;
import org.pulsebench.json.TextFile;

/**
 * Turns text into token ids and back, by exactly what a checkpoint's {@code tokenizer.json} says:
 * no padding, no truncation, no clean-up of the decoded text.
 *
 * <p>The file is taken at its word. Classes of transformers 5 that rebuild a tokenizer from its
 * vocabulary ({@code LlamaTokenizer} with {@code legacy=false}) give other ids for text that
 * follows an added token, such as the newline after {@code <image>}; the original LLaVA and
 * transformers 4 give the ids given here.
 *
 * <p>Holds native memory until closed, by whoever loaded it; using it afterwards is an {@link
 * IllegalStateException}. May be used by several threads at once.
 */
public final class Tokenizer implements AutoCloseable {

  static {
    // DJL would report its first use to a server, and on a CUDA machine download another native
    // library.
    setUnlessChosen("ai.djl.offline", "DJL_OFFLINE");
    setUnlessChosen("OPT_OUT_TRACKING", "OPT_OUT_TRACKING");
  }

  private static final String FILE = "tokenizer.json";
  private static final Map<String, String> VERBATIM =
      Map.of("truncation", "DO_NOT_TRUNCATE", "padding", "DO_NOT_PAD");

  private final HuggingFaceTokenizer delegate;
  private final Vocabulary vocabulary;
  private final SpecialTokens special;

  private Tokenizer(HuggingFaceTokenizer delegate, Vocabulary vocabulary, SpecialTokens special) {
    this.delegate = delegate;
    this.vocabulary = vocabulary;
    this.special = special;
  }

  private static void setUnlessChosen(String property, String variable) {
    if (System.getenv(variable) == null && System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }

  /**
   * Loads the tokenizer of a checkpoint: {@code tokenizer.json}, and the names of its special
   * tokens from {@code tokenizer_config.json} or {@code special_tokens_map.json} where these exist.
   *
   * @throws BadInputException if {@code tokenizer.json} is missing or any of the files is broken
   * @throws EnvironmentException if the native library cannot be loaded or a file cannot be read
   */
  public static Tokenizer load(Path checkpointDirectory) {
    Path file = checkpointDirectory.resolve(FILE);
    if (!Files.exists(file)) {
      throw missing(checkpointDirectory);
    }
    String text = TextFile.read(file);
    Vocabulary vocabulary = Vocabulary.read(JsonFields.root(JsonFile.parse(text, file), file));
    SpecialTokens special = SpecialTokens.read(checkpointDirectory, vocabulary);
    return new Tokenizer(open(file, text), vocabulary, special);
  }

  private static BadInputException missing(Path directory) {
    if (Files.exists(directory.resolve("tokenizer.model"))) {
      return new BadInputException(
          new Problem(
              "the tokenizer is only there in SentencePiece form",
              directory.toString(),
              "tokenizer.model",
              FILE,
              "Convert it once in Python: transformers.AutoTokenizer.from_pretrained(\""
                  + directory
                  + "\").save_pretrained(\""
                  + directory
                  + "\")."));
    }
    return new BadInputException(
        new Problem(
            "the checkpoint has no tokenizer",
            directory.toString(),
            Files.isDirectory(directory) ? "no " + FILE : "no such directory",
            "a directory with " + FILE,
            "Put the model's " + FILE + " there, or name the directory that holds it."));
  }

  private static HuggingFaceTokenizer open(Path file, String text) {
    try {
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), VERBATIM);
    } catch (EngineException | LinkageError e) {
      throw new EnvironmentException(
          new Problem(
              "the native tokenizer library does not load",
              System.getProperty("os.name") + " " + System.getProperty("os.arch"),
              e.toString(),
              "a platform that DJL's tokenizers are built for, and a writable cache",
              "Check that DJL_CACHE_DIR (or ~/.djl.ai) can be written."),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the stream is in memory
    } catch (RuntimeException e) {
      throw new BadInputException(
          new Problem(
              "the tokenizer cannot be built",
              file.toString(),
              e.getMessage(),
              "a tokenizer.json in the form that Hugging Face tokenizers writes",
              "Fetch the file again, or save it anew with a current tokenizers release."),
          e);
    }
  }

  /**
   * Tokenizes a text.
   *
   * @param addSpecialTokens whether the post-processor adds its tokens, for LLaMA a leading {@code
   *     <s>}; the text of a special token inside {@code text} becomes that token either way
   * @throws BadInputException if {@code text} holds half of a surrogate pair, which no encoding can
   *     represent
   */
  public Tokens encode(String text, boolean addSpecialTokens) {
    return encode(text, addSpecialTokens, "text");
  }

  /** Tokenizes a text that error messages call {@code where}. */
  Tokens encode(String text, boolean addSpecialTokens, String where) {
    requireWellFormed(text, where);
    Encoding encoding = delegate.encode(text, addSpecialTokens, false);
    long[] ids = encoding.getIds();
    CharSpan[] spans = encoding.getCharTokenSpans();
    int[] chars = charsOfCodePoints(text);
    List<Tokens.Token> tokens = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      CharSpan span = spans[i];
      tokens.add(
          span == null
              ? new Tokens.Token((int) ids[i], 0, 0)
              : new Tokens.Token((int) ids[i], chars[span.getStart()], chars[span.getEnd()]));
    }
    return new Tokens(tokens);
  }

  private static void requireWellFormed(String text, String where) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new BadInputException(
            new Problem(
                "a text is not valid Unicode",
                where + ", char " + i + " of " + text.length(),
                String.format("the lone surrogate \\u%04x", (int) c),
                "surrogates in pairs",
                "Correct the character in the data; it was probably cut in half."));
      }
    }
  }

  /** Maps code point indexes, which the native library counts in, to char indexes. */
  private static int[] charsOfCodePoints(String text) {
    int[] chars = new int[text.codePointCount(0, text.length()) + 1];
    for (int i = 1; i < chars.length; i++) {
      chars[i] = text.offsetByCodePoints(chars[i - 1], 1);
    }
    return chars;
  }

  /**
   * Returns the text of ids. An id without a token (the padding rows of an embedding have such ids)
   * adds nothing, as in Hugging Face's tokenizers.
   *
   * @param skipSpecialTokens whether special tokens such as {@code </s>} and {@code <image>} are
   *     left out
   * @throws IllegalArgumentException if an id is negative
   */
  public String decode(int[] ids, boolean skipSpecialTokens) {
    for (int id : ids) {
      if (id < 0) {
        throw new IllegalArgumentException("negative token id " + id);
      }
    }
    return delegate.decode(Arrays.stream(ids).asLongStream().toArray(), skipSpecialTokens);
  }

  /**
   * Returns the number of tokens, added ones included. A model's embedding may have more rows
   * (padding), not fewer.
   */
  public int vocabularySize() {
    return vocabulary.size();
  }

  /** Returns the id of the token with exactly this text, in the vocabulary's own spelling. */
  public OptionalInt id(String token) {
    return vocabulary.id(token);
  }

  /** Returns the text of the token with this id, in the vocabulary's own spelling. */
  public Optional<String> token(int id) {
    return vocabulary.token(id);
  }

  /** Returns the id of the token that begins a sequence, where the checkpoint names one. */
  public OptionalInt bosId() {
    return special.bos();
  }

  /** Returns the id of the token that ends a sequence, where the checkpoint names one. */
  public OptionalInt eosId() {
    return special.eos();
  }

  /**
   * Returns the id of the token that fills a batch's short rows, where the checkpoint names one.
   */
  public OptionalInt padId() {
    return special.pad();
  }

  /** Frees the native memory; a second call does nothing. */
  @Override
  public void close() {
    delegate.close();
  }
}
