package org.pulsebench.method.lumoe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterFiles;
import org.pulsebench.model.AdapterMean;
import org.pulsebench.model.Checkpoint;

/**
 * The base model with some of its experts on top: one copy of the base, and of the experts as many
 * in memory as are allowed, loaded when a question needs them.
 *
 * <p>Several experts for one question are averaged ({@link AdapterMean}); the published code has no
 * merging, though the paper describes it. Not for several threads.
 */
public final class ExpertModels implements AutoCloseable {

  private final Checkpoint base;
  private final Function<String, Path> adapters;
  private final int most;

  /** By the names of the experts, the one that was used longest ago first. */
  private final Map<List<String>, Adapter> loaded = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Prepares to answer; nothing is loaded.
   *
   * @param base without an adapter, which outlives this object
   * @param most how many adapters are kept in memory, at least 1
   * @throws BadInputException if the experts are those of another base
   */
  public ExpertModels(Checkpoint base, ExpertLibrary library, int most) {
    Checks.positive(most, "most");
    String fingerprint = base.model().fingerprint();
    if (!library.base().equals(fingerprint)) {
      throw new BadInputException(
          new Problem(
              "The experts are those of another base",
              "library of experts",
              "a base with fingerprint " + library.base(),
              fingerprint,
              "Load the base that the experts were trained from."));
    }
    this.base = base;
    this.adapters = library::adapter;
    this.most = most;
  }

  private ExpertModels(Checkpoint base, Map<String, Path> adapters, int most) {
    Checks.positive(most, "most");
    this.base = base;
    this.adapters =
        name -> {
          Path adapter = adapters.get(name);
          Checks.require(adapter != null, "expert", name, "one of " + adapters.keySet());
          return adapter;
        };
    this.most = most;
  }

  /**
   * Prepares to answer with experts that lie in directories of their own; nothing is loaded.
   *
   * @param base without an adapter, which outlives this object
   * @param adapters by the names of the experts, in PEFT's format; {@link #with} refuses one that
   *     was made for another base
   * @param most how many adapters are kept in memory, at least 1
   */
  public static ExpertModels of(Checkpoint base, Map<String, Path> adapters, int most) {
    return new ExpertModels(base, Map.copyOf(adapters), most);
  }

  /**
   * Lets the model be used as some experts make it.
   *
   * @param experts their names, in any order; none for the base as it is
   * @throws BadInputException if there is no such expert
   */
  public <T> T with(List<String> experts, Function<Checkpoint, T> use) {
    if (experts.isEmpty()) {
      return use.apply(base);
    }
    try (Checkpoint adapted = base.with(adapter(experts.stream().sorted().distinct().toList()))) {
      return use.apply(adapted);
    }
  }

  /** Returns how many adapters are in memory. */
  public int inMemory() {
    return loaded.size();
  }

  private Adapter adapter(List<String> experts) {
    Adapter present = loaded.get(experts);
    if (present != null) {
      return present;
    }
    Adapter read = experts.size() == 1 ? read(experts.get(0)) : mean(experts);
    loaded.put(experts, read);
    if (loaded.size() > most) {
      List<String> oldest = loaded.keySet().iterator().next();
      loaded.remove(oldest).close();
    }
    return read;
  }

  private Adapter read(String expert) {
    return AdapterFiles.read(adapters.apply(expert), base.model());
  }

  private Adapter mean(List<String> experts) {
    List<Adapter> parts = new ArrayList<>();
    try {
      experts.forEach(expert -> parts.add(read(expert)));
      return AdapterMean.of(base.model(), parts);
    } finally {
      parts.forEach(Adapter::close);
    }
  }

  @Override
  public void close() {
    loaded.values().forEach(Adapter::close);
    loaded.clear();
  }
}
