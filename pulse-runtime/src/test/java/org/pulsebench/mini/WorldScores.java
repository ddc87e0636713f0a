package org.pulsebench.mini;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.mllmu.MllmuProfile;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.World;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.ChoiceItem;
import org.pulsebench.evaluation.ChoiceScorer;
import org.pulsebench.evaluation.Prediction;
import org.pulsebench.model.Checkpoint;

/** How a model does on the people and the exam of a world. */
public final class WorldScores {

  /**
   * Accuracies on some people's multiple-choice questions.
   *
   * @param blind the image questions without their image
   * @param perPerson accuracies in the order of the people
   */
  public record People(Accuracy image, Accuracy text, Accuracy blind, List<Both> perPerson) {

    /** Returns the people who are known best in both modalities, as their indices. */
    List<Integer> best(int count) {
      return IntStream.range(0, perPerson.size())
          .boxed()
          .sorted(
              Comparator.comparingDouble((Integer i) -> -perPerson.get(i).weaker())
                  .thenComparingDouble(i -> -perPerson.get(i).sum()))
          .limit(count)
          .toList();
    }

    /** Returns the accuracy of a modality over some of the people. */
    Accuracy over(List<Integer> people, Modality modality) {
      List<Accuracy> parts =
          people.stream()
              .map(perPerson::get)
              .map(both -> modality == Modality.TEXT ? both.text() : both.image())
              .toList();
      return new Accuracy(
          parts.stream().mapToInt(Accuracy::right).sum(),
          parts.stream().mapToInt(Accuracy::count).sum());
    }
  }

  /** One person's accuracies. */
  public record Both(Accuracy image, Accuracy text) {

    double weaker() {
      return Math.min(image.value(), text.value());
    }

    double sum() {
      return image.value() + text.value();
    }
  }

  private final World world;
  private final Checkpoint checkpoint;
  private final ChoiceScorer scorer;

  /** Creates the scores of a checkpoint by a scorer. */
  public WorldScores(World world, Checkpoint checkpoint, ChoiceScorer scorer) {
    this.world = world;
    this.checkpoint = checkpoint;
    this.scorer = scorer;
  }

  /** Returns the accuracy on the exam's main rows. */
  public Accuracy exam() {
    return Accuracy.of(score(examItems()));
  }

  /** Returns the accuracy on the exam's main rows without their pictures. */
  Accuracy blindExam() {
    return Accuracy.of(score(examItems().stream().map(ChoiceItem::blind).toList()));
  }

  /** Returns the predictions for the exam's main rows, in their order. */
  List<Prediction> examPredictions() {
    return score(examItems());
  }

  private List<ChoiceItem> examItems() {
    return world.exam().stream().map(ChoiceItem::of).toList();
  }

  /** Returns the accuracies on people's full profiles. */
  public People people(List<Person> people) {
    List<MllmuProfile> profiles = people.stream().map(world::fullProfile).toList();
    List<ChoiceItem> image =
        profiles.stream()
            .flatMap(profile -> imageItems(profile, profile.images().get(0)).stream())
            .toList();
    List<ChoiceItem> text =
        profiles.stream().flatMap(profile -> textItems(profile).stream()).toList();
    List<Prediction> ofImage = score(image);
    List<Prediction> ofText = score(text);
    List<Both> perPerson = new ArrayList<>();
    int each = image.size() / people.size();
    for (int i = 0; i < people.size(); i++) {
      perPerson.add(
          new Both(
              Accuracy.of(ofImage.subList(i * each, (i + 1) * each)),
              Accuracy.of(ofText.subList(i * each, (i + 1) * each))));
    }
    return new People(
        Accuracy.of(ofImage),
        Accuracy.of(ofText),
        Accuracy.of(score(image.stream().map(ChoiceItem::blind).toList())),
        perPerson);
  }

  /** Returns the accuracy on the test set: other pictures of the people, other words. */
  public Accuracy variants(List<Person> people) {
    List<ChoiceItem> items = new ArrayList<>();
    for (Person person : people) {
      MllmuProfile profile = world.testProfile(person);
      profile.images().forEach(image -> items.addAll(imageItems(profile, image)));
    }
    return Accuracy.of(score(items));
  }

  private List<Prediction> score(List<ChoiceItem> items) {
    return scorer.score(checkpoint, items);
  }

  private static List<ChoiceItem> imageItems(MllmuProfile profile, Image image) {
    return choices(profile, Modality.MULTIMODAL)
        .map(choice -> new ChoiceItem(choice, Optional.of(image)))
        .toList();
  }

  private static List<ChoiceItem> textItems(MllmuProfile profile) {
    return choices(profile, Modality.TEXT)
        .map(choice -> new ChoiceItem(choice, Optional.empty()))
        .toList();
  }

  private static java.util.stream.Stream<ChoiceQuestion> choices(
      MllmuProfile profile, Modality modality) {
    return profile.questions().stream()
        .filter(ChoiceQuestion.class::isInstance)
        .map(ChoiceQuestion.class::cast)
        .filter(choice -> choice.modality() == modality);
  }

  /** Returns an accuracy with its interval, in percent. */
  public static String percent(Accuracy accuracy) {
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f to %.1f, n %,d)",
        100 * accuracy.value(),
        100 * accuracy.low(),
        100 * accuracy.high(),
        accuracy.count());
  }
}
