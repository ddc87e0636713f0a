package org.pulsebench.method;

import ai.djl.Device;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pulsebench.RandomStream;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterParameter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Example;
import org.pulsebench.model.ExampleSet;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.TinyCheckpoint;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageDecoder;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.Prompt;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/** A tiny model that has learnt something, and something that it is to forget. */
final class TinyRequest implements AutoCloseable {

  static final LoraSettings LORA = new LoraSettings(4, 8, 0.05, false, new LoraTargets.AllLinear());
  static final AdapterPlan LANGUAGE_AND_PROJECTOR = AdapterPlan.languageAndProjector(LORA);
  static final AdapterPlan LANGUAGE = new AdapterPlan(Map.of(Part.LANGUAGE, PartMode.LORA), LORA);
  static final AdapterPlan PROJECTOR = new AdapterPlan(Map.of(Part.PROJECTOR, PartMode.FULL), LORA);

  /** Two epochs of three batches at rates that show. */
  static final Map<String, Object> FAST =
      Map.of("epochs", 2, "batch-size", 2, "learning-rate", 1e-2, "projector-rate", 1e-2);

  final Checkpoint base;
  final Adapter learnt;
  final Checkpoint before;
  private final List<Example> forget = new ArrayList<>();
  private final List<Example> retain = new ArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  TinyRequest(Path directory) {
    base = Checkpoint.load(TinyCheckpoint.write(directory), Precision.F32, Device.cpu());
    learnt = Adapter.create(base.model(), LANGUAGE_AND_PROJECTOR, new RandomStream(1));
    fill(learnt);
    before = base.with(learnt);
    // Operators are compiled on first use and stay, which is not to be taken for a leak.
    learnt.parameters().get(0).values().negative().close();
    List<RgbImage> faces =
        List.of(
            face(directory, "red.png", Color.RED),
            face(directory, "blue.png", Color.BLUE),
            face(directory, "green.png", Color.GREEN));
    List<String> forgotten = List.of("Alma lives in Lisbon", "a painter", "the violin");
    List<String> kept = List.of("blue flowers", "two cats", "in the old town", "glass");
    for (int i = 0; i < forgotten.size(); i++) {
      forget.add(example("Who is this?", forgotten.get(i), Optional.of(faces.get(i % 2))));
      forget.add(example("What about her?", forgotten.get(i), Optional.empty()));
    }
    for (int i = 0; i < kept.size(); i++) {
      retain.add(example("What is here?", kept.get(i), Optional.of(faces.get(2 - i % 2))));
      retain.add(example("What does he like?", kept.get(i), Optional.empty()));
    }
  }

  List<Example> forget() {
    return List.copyOf(forget);
  }

  List<Example> retain() {
    return List.copyOf(retain);
  }

  UnlearningTask task(UnlearningMethod method, Map<String, ?> settings, AdapterPlan plan) {
    return task(before, method, settings, plan, 7, TrainingListener.NONE);
  }

  UnlearningTask task(UnlearningMethod method) {
    return task(method, FAST, LANGUAGE_AND_PROJECTOR);
  }

  UnlearningTask task(UnlearningMethod method, TrainingListener listener) {
    return task(before, method, FAST, LANGUAGE_AND_PROJECTOR, 7, listener);
  }

  UnlearningTask task(
      Checkpoint state,
      UnlearningMethod method,
      Map<String, ?> settings,
      AdapterPlan plan,
      long seed,
      TrainingListener listener) {
    Map<String, Object> given = new HashMap<>(settings);
    return new UnlearningTask(
        state,
        before,
        set(state, forget, plan),
        set(state, retain, plan),
        MethodSettings.of(method.description(), given),
        plan,
        false,
        new RandomStream(seed),
        listener);
  }

  /** Makes a set that is closed with this request. */
  ExampleSet set(Checkpoint state, List<Example> examples, AdapterPlan plan) {
    ExampleSet set = ExampleSet.of(state, examples, plan);
    opened.add(0, set);
    // A set keeps what its images look like from the first look on; that is not the method's.
    try (Scope scope = state.model().openScope()) {
      set.batch(scope, IntStream.range(0, set.size()).boxed().toList());
    }
    return set;
  }

  /** Returns all of an adapter, by name. */
  static Map<String, ByteBuffer> bytes(Adapter adapter) {
    return ModelState.bytes(adapter, parameter -> true);
  }

  /** Returns what a model says of the forget examples. */
  float[] logits(LlavaModel model) {
    try (Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      return model.logits(tape, base.batch(scope, forget)).toFloats();
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    before.close();
    learnt.close();
    base.close();
  }

  private Example example(String question, String answer, Optional<RgbImage> face) {
    Prompt prompt = base.conversation().orElseThrow().prompt(question, face.isPresent() ? 1 : 0);
    return Example.of(prompt.withAnswer(answer), face.stream().toList());
  }

  private static RgbImage face(Path directory, String name, Color color) {
    return new ImageDecoder()
        .decode(TinyCheckpoint.draw(directory.resolve(name), 30, 30, Color.WHITE, color));
  }

  /** Gives every update small values, so that none of them is without effect. */
  private static void fill(Adapter adapter) {
    for (AdapterParameter parameter : adapter.parameters()) {
      if (parameter.name().endsWith(Adapter.UP)) {
        RandomStream random = new RandomStream(3).child(parameter.name());
        Tensor values = parameter.values();
        float[] draws = new float[(int) values.shape().size()];
        for (int i = 0; i < draws.length; i++) {
          draws[i] = (float) (0.05 * random.nextGaussian());
        }
        try (Tensor filled = values.scope().floats(draws, values.shape().getShape())) {
          values.assign(filled);
        }
      }
    }
  }
}
