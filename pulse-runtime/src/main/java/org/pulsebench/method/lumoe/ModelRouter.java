package org.pulsebench.method.lumoe;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.Checks;
import org.pulsebench.method.lumoe.RoutingModel.Turn;
import org.pulsebench.method.lumoe.Routing.Match;

/**
 * Asks a model in two turns what a question is about: first for its class, then for the entity.
 *
 * <p>The order of the turns is the paper's (arXiv 2606.12809, {@code entity_extract.py}), the words
 * are ours. A reply counts if it is one of the names that were offered or {@code None}, but for case,
 * white space around it and a full stop; the paper's code takes the name that is nearest to whatever
 * was said. Another reply leaves the question undecided, which {@link RoutingQuality} counts.
 */
public final class ModelRouter implements Router {

  /** Names the wording of the two turns. */
  public static final String VERSION = "pulse-route-1";

  private static final String NONE = "None";
  private static final int SHOWN = 60;

  /**
   * An entity that the model may choose.
   *
   * @param expert which answers for it; empty for a kept one
   */
  public record Choice(String className, String name, Optional<String> expert) {

    public Choice {
      Checks.require(!className.isBlank(), "class", "blank", "a name");
      Checks.require(!name.isBlank(), "name", "blank", "a name");
      Objects.requireNonNull(expert, "expert");
    }
  }

  private final RoutingModel model;
  private final Map<String, Map<String, Choice>> classes = new TreeMap<>();

  /**
   * Creates a router.
   *
   * @param choices entities of all experts and kept ones, each name once in its class
   */
  public ModelRouter(RoutingModel model, List<Choice> choices) {
    this.model = Objects.requireNonNull(model, "model");
    for (Choice choice : choices) {
      Choice before =
          classes
              .computeIfAbsent(choice.className(), unknown -> new TreeMap<>())
              .put(choice.name(), choice);
      Checks.require(before == null, "name " + choice.name(), "repeated", "unique in its class");
    }
  }

  @Override
  public Routing route(RoutingQuestion question) {
    if (question.text().isBlank() && question.image().isEmpty()) {
      return Routing.none();
    }
    List<Turn> turns = new ArrayList<>();
    turns.add(new Turn(false, classPrompt(question), question.image()));
    String classReply = model.reply(turns);
    if (isNone(classReply)) {
      return Routing.none();
    }
    Optional<String> className = chosen(classReply, classes.keySet());
    if (className.isEmpty()) {
      return unreadable("class", classReply);
    }
    Map<String, Choice> entities = classes.get(className.get());
    turns.add(new Turn(true, classReply, Optional.empty()));
    turns.add(new Turn(false, entityPrompt(entities.keySet()), Optional.empty()));
    String entityReply = model.reply(turns);
    if (isNone(entityReply)) {
      return Routing.none();
    }
    return chosen(entityReply, entities.keySet())
        .map(name -> to(entities.get(name)))
        .orElseGet(() -> unreadable("entity", entityReply));
  }

  private String classPrompt(RoutingQuestion question) {
    return """
        Do not answer the question below. Tell what it is about, by the picture where there is one. \
        Reply with one of these classes, exactly as it is written here, or with %s if none of them \
        fits; reply with nothing else.
        Classes: %s
        Question: %s"""
        .formatted(NONE, listed(classes.keySet()), question.text());
  }

  private static String entityPrompt(Collection<String> names) {
    return """
        Now tell which one of these it is about, exactly as it is written here, or %s if it is about \
        none of them; reply with nothing else.
        Names: %s"""
        .formatted(NONE, listed(names));
  }

  private static String listed(Collection<String> names) {
    return String.join("; ", names);
  }

  private static Optional<String> chosen(String reply, Collection<String> names) {
    return names.stream().filter(name -> plain(name).equals(plain(reply))).findFirst();
  }

  private static boolean isNone(String reply) {
    return plain(reply).equals(plain(NONE));
  }

  private static String plain(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    return normal.replaceFirst("[.]$", "").toLowerCase(Locale.ROOT);
  }

  private static Routing to(Choice choice) {
    return choice
        .expert()
        .map(expert -> Routing.to(List.of(new Match(expert, 1))))
        .orElseGet(Routing::none);
  }

  private static Routing unreadable(String what, String reply) {
    String shown = reply.length() <= SHOWN ? reply : reply.substring(0, SHOWN - 3) + "...";
    return Routing.undecided("the " + what + " replied is none of those offered: " + shown);
  }
}
