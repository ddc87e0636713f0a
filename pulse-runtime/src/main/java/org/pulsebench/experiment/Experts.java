package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pulsebench.Checks;
import org.pulsebench.Sha256;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Image;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.method.Lumoe;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.method.lumoe.CombinedRouter;
import org.pulsebench.method.lumoe.ErringRouter;
import org.pulsebench.method.lumoe.ImageRouter;
import org.pulsebench.method.lumoe.NameRouter;
import org.pulsebench.method.lumoe.NamedEntity;
import org.pulsebench.method.lumoe.Router;

/**
 * The experts of the requests so far, beside the state before all requests.
 *
 * @param initial that state
 * @param all at least one, in the order of the requests
 * @param settings of the method, which say how to decide between them
 * @param corpus which all their entities are from
 * @param seed decides which questions are led astray on purpose, if any are
 */
record Experts(State initial, List<Expert> all, MethodSettings settings, Corpus corpus, long seed) {

  /**
   * An expert.
   *
   * @param name of its request; what a router calls it
   * @param step the digest of the step that trained it
   * @param adapter where it lies; empty where nothing was trained yet
   * @param forget the ids of the entities that it answers for
   * @param retain those that its request is given to keep
   */
  record Expert(
      String name, String step, Optional<Path> adapter, List<String> forget, List<String> retain) {

    Expert {
      forget = List.copyOf(forget);
      retain = List.copyOf(retain);
    }
  }

  Experts {
    all = List.copyOf(all);
    Checks.require(!all.isEmpty(), "experts", "none", "one or more");
  }

  /** Returns these with one more. */
  Experts with(Expert another) {
    List<Expert> more = new ArrayList<>(all);
    more.add(another);
    return new Experts(initial, more, settings, corpus, seed);
  }

  /** Returns what tells the state that they make up from others. */
  String identity() {
    Sha256 digest = new Sha256().add("experts-1\n" + initial.identity() + "\n");
    for (Expert expert : all) {
      digest.add(expert.name() + " " + expert.step() + "\n");
      digest.add(expert.forget() + "\n" + expert.retain() + "\n");
    }
    new TreeMap<>(settings.values()).forEach((name, value) -> digest.add(name + value + "\n"));
    return digest.add(corpus.digest() + seed).finish();
  }

  /** Returns where the adapters lie, by the names of the experts. */
  Map<String, Path> adapters() {
    Map<String, Path> adapters = new LinkedHashMap<>();
    all.forEach(expert -> adapters.put(expert.name(), expert.adapter().orElseThrow()));
    return adapters;
  }

  /** Returns which expert is to answer for an entity; empty if the initial state is. */
  Optional<String> ownerOf(String subject) {
    return all.stream()
        .filter(expert -> expert.forget().contains(subject))
        .map(Expert::name)
        .findFirst();
  }

  /** Returns what decides, as the settings say. */
  Router router(PictureFeatures features) {
    String choice = settings.choice(Lumoe.ROUTER);
    Router router =
        switch (choice) {
          case Lumoe.NAMES -> names();
          case Lumoe.PICTURES -> pictures(features);
          default ->
              new CombinedRouter(names(), pictures(features), CombinedRouter.Rule.NAMES_FIRST);
        };
    double errors = settings.number(Lumoe.ROUTING_ERRORS);
    List<String> experts = all.stream().map(Expert::name).toList();
    return errors == 0 ? router : new ErringRouter(router, experts, errors, seed);
  }

  private Router names() {
    List<NamedEntity> entities = new ArrayList<>();
    for (Expert expert : all) {
      expert.forget().forEach(id -> entities.add(NamedEntity.of(expert.name(), name(id))));
      expert.retain().forEach(id -> entities.add(NamedEntity.kept(name(id))));
    }
    return new NameRouter(entities);
  }

  private String name(String id) {
    return corpus.subject(id).name().orElse(id);
  }

  private Router pictures(PictureFeatures features) {
    double mostWrong = settings.number(Lumoe.MOST_WRONG);
    List<List<ImageRouter.Prototype>> entities = new ArrayList<>();
    Set<Image> kept = new LinkedHashSet<>();
    for (Expert expert : all) {
      for (String id : expert.forget()) {
        List<Image> images = images(id);
        features.see(images);
        entities.add(
            images.stream()
                .map(image -> new ImageRouter.Prototype(expert.name(), features.of(image)))
                .toList());
      }
      expert.retain().forEach(id -> kept.addAll(images(id)));
    }
    if (entities.size() > 1) {
      return ImageRouter.apart(entities, mostWrong);
    }
    // With a single entity there is no other to be taken for: those to keep have to do.
    List<Image> others = List.copyOf(kept);
    features.see(others);
    return ImageRouter.calibrated(
        entities.get(0), others.stream().map(features::of).toList(), mostWrong);
  }

  /** Returns the pictures that a request is made with, each once. */
  private List<Image> images(String id) {
    Map<String, Image> images = new LinkedHashMap<>();
    for (TrainingPair pair : corpus.pairs(id)) {
      pair.image().ifPresent(image -> images.putIfAbsent(image.name(), image));
    }
    return List.copyOf(images.values());
  }
}
