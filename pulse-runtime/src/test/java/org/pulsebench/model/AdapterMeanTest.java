package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LinearSpec;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Tensor;

/** What stands for several adapters at once. */
class AdapterMeanTest {

  private static final LoraSettings LORA = LoraSettings.of(4, 8);
  private static final AdapterPlan BOTH = AdapterPlan.languageAndProjector(LORA);
  private static final AdapterPlan LANGUAGE =
      new AdapterPlan(Map.of(Part.LANGUAGE, PartMode.LORA), LORA);

  private final Reference reference = Reference.of("mha-untied");

  @TempDir Path directory;
  private LlavaModel base;

  @BeforeEach
  void load() {
    base = reference.load(Precision.F32);
  }

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void each_weight_is_the_mean_of_what_the_adapters_make_of_it() {
    try (Adapter one = learnt(BOTH, 1);
        Adapter two = learnt(BOTH, 2);
        Adapter three = learnt(LANGUAGE, 3);
        Adapter mean = AdapterMean.of(base, List.of(one, two, three))) {
      assertThat(mean.settings().rank()).isEqualTo(12);
      assertThat(mean.trainedParameters()).isEmpty();
      for (LinearSpec linear : base.layout().linears()) {
        double[] expected = delta(one, linear);
        add(expected, delta(two, linear));
        add(expected, delta(three, linear));
        double[] found = delta(mean, linear);
        for (int i = 0; i < found.length; i++) {
          assertThat(found[i]).as(linear.path()).isCloseTo(expected[i] / 3, within(1e-6));
        }
      }
      for (String name : one.copiedParameters()) {
        float[] first = one.find(name).orElseThrow().toFloats();
        float[] second = two.find(name).orElseThrow().toFloats();
        float[] third = base.parameter(name).toFloats();
        float[] found = mean.find(name).orElseThrow().toFloats();
        for (int i = 0; i < found.length; i++) {
          double expected = ((double) first[i] + second[i] + third[i]) / 3;
          assertThat((double) found[i]).as(name).isCloseTo(expected, within(1e-6));
        }
      }
    }
  }

  @Test
  void an_adapter_and_itself_say_what_the_adapter_says() {
    try (Adapter one = learnt(BOTH, 1);
        Adapter mean = AdapterMean.of(base, List.of(one, one));
        LlavaModel alone = base.with(one);
        LlavaModel merged = base.with(mean)) {
      assertThat(Training.logits(merged, reference))
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(Training.logits(alone, reference));
    }
  }

  @Test
  void the_order_does_not_matter() {
    try (Adapter one = learnt(BOTH, 1);
        Adapter two = learnt(BOTH, 2);
        Adapter mean = AdapterMean.of(base, List.of(one, two));
        Adapter other = AdapterMean.of(base, List.of(two, one));
        LlavaModel merged = base.with(mean);
        LlavaModel turned = base.with(other)) {
      assertThat(Training.logits(merged, reference))
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(Training.logits(turned, reference));
    }
  }

  @Test
  void it_is_written_and_read_like_any_other() {
    try (Adapter one = learnt(BOTH, 1);
        Adapter two = learnt(BOTH, 2);
        Adapter mean = AdapterMean.of(base, List.of(one, two))) {
      AdapterFiles.write(mean, directory);
      try (Adapter read = AdapterFiles.read(directory, base)) {
        assertThat(Training.bytes(read)).isEqualTo(Training.bytes(mean));
      }
    }
  }

  @Test
  void adapters_of_other_ranks_have_no_mean() {
    AdapterPlan wider = AdapterPlan.languageAndProjector(LoraSettings.of(8, 16));
    try (Adapter one = learnt(BOTH, 1);
        Adapter two = learnt(wider, 2)) {
      assertThatThrownBy(() -> AdapterMean.of(base, List.of(one, two)))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              """
              Adapters with different updates have no mean: adapters that are merged
                found rank 8, scale 2.0; expected rank 4, scale 2.0, as the first has
                Train them with the same rank, alpha and scaling.""");
    }
  }

  @Test
  void an_adapter_of_another_base_is_refused() {
    try (LlavaModel other = Reference.of("gqa-tied").load(Precision.F32);
        Adapter foreign = Adapter.create(other, BOTH, new RandomStream(1))) {
      assertThatThrownBy(() -> AdapterMean.of(base, List.of(foreign)))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("An adapter belongs to another base");
    }
  }

  @Test
  void rank_stabilised_updates_keep_their_scale() {
    LoraSettings stabilised = new LoraSettings(4, 8, 0, true, new LoraTargets.AllLinear());
    try (Adapter one = learnt(AdapterPlan.languageAndProjector(stabilised), 1);
        Adapter mean = AdapterMean.of(base, List.of(one, one, one))) {
      assertThat(mean.settings().scale()).isCloseTo(stabilised.scale(), within(1e-12));
    }
  }

  private Adapter learnt(AdapterPlan plan, long seed) {
    Adapter adapter = Adapter.create(base, plan, new RandomStream(seed));
    Training.fill(adapter, seed);
    try (LlavaModel model = base.with(adapter)) {
      Training.run(model, reference, 2);
    }
    return adapter;
  }

  /** Returns what an adapter adds to a weight, {@code [out, in]}. */
  private static double[] delta(Adapter adapter, LinearSpec linear) {
    double[] delta = new double[linear.outFeatures() * linear.inFeatures()];
    Optional<Tensor> update = adapter.find(linear.path() + Adapter.UP);
    if (update.isEmpty()) {
      return delta;
    }
    float[] up = update.get().toFloats();
    float[] down = adapter.find(linear.path() + Adapter.DOWN).orElseThrow().toFloats();
    int rank = adapter.settings().rank();
    for (int row = 0; row < linear.outFeatures(); row++) {
      for (int column = 0; column < linear.inFeatures(); column++) {
        for (int i = 0; i < rank; i++) {
          delta[row * linear.inFeatures() + column] +=
              adapter.settings().scale()
                  * up[row * rank + i]
                  * down[i * linear.inFeatures() + column];
        }
      }
    }
    return delta;
  }

  private static void add(double[] sum, double[] other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
  }
}
