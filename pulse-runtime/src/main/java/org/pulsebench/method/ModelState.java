package org.pulsebench.method;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.AdapterParameter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Part;
import org.pulsebench.tensor.Tensor;

/** Looks at what makes up a model's state, to tell whether it is the same. */
final class ModelState {

  private ModelState() {}

  /** Returns the bytes of what an adapter changes about the vision tower, by name. */
  static Map<String, ByteBuffer> visionOf(Checkpoint checkpoint) {
    return checkpoint
        .model()
        .adapter()
        .map(adapter -> bytes(adapter, each -> each.part() == Part.VISION))
        .orElse(Map.of());
  }

  /** Returns the bytes of some of an adapter's tensors, by name. */
  static Map<String, ByteBuffer> bytes(Adapter adapter, Predicate<AdapterParameter> wanted) {
    Map<String, ByteBuffer> bytes = new LinkedHashMap<>();
    adapter.parameters().stream()
        .filter(wanted)
        .forEach(each -> bytes.put(each.name(), ByteBuffer.wrap(each.values().toBytes())));
    return bytes;
  }

  /** Returns how often anything of a model was changed in place: its base and its adapter. */
  static long changes(LlavaModel model) {
    List<Tensor> base =
        model.layout().parameters().stream()
            .map(ParameterSpec::name)
            .map(model::parameter)
            .toList();
    long changes = Tensor.changes(base);
    return changes + model.adapter().map(ModelState::changes).orElse(0L);
  }

  private static long changes(Adapter adapter) {
    return Tensor.changes(adapter.parameters().stream().map(AdapterParameter::values).toList());
  }
}
