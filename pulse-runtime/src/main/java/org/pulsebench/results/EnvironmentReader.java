package org.pulsebench.results;

import java.util.List;
import java.util.Optional;
import org.pulsebench.json.JsonFields;

/** Reads where a run was. */
final class EnvironmentReader {

  private EnvironmentReader() {}

  static RunEnvironment read(JsonFields fields) {
    fields.requireOnly(List.of("pulse", "java", "machine", "engine", "command"));
    JsonFields java = fields.requiredObject("java");
    java.requireOnly(List.of("version", "vendor"));
    return new RunEnvironment(
        Scalars.visible(fields, "pulse"),
        Scalars.visible(java, "version"),
        Scalars.visible(java, "vendor"),
        machine(fields.requiredObject("machine")),
        fields.get("engine").isMissingNode()
            ? Optional.empty()
            : Optional.of(engine(fields.requiredObject("engine"))),
        Scalars.visible(fields, "command"));
  }

  private static RunEnvironment.Machine machine(JsonFields fields) {
    fields.requireOnly(List.of("system", "processor", "cores", "memoryBytes", "heapBytes"));
    return new RunEnvironment.Machine(
        Scalars.visible(fields, "system"),
        optional(fields, "processor"),
        Scalars.positive(fields, "cores"),
        fields.count("memoryBytes"),
        fields.count("heapBytes"));
  }

  private static RunEnvironment.Engine engine(JsonFields fields) {
    fields.requireOnly(
        List.of("djl", "pytorch", "threads", "device", "gpu", "precision", "libraries"));
    return new RunEnvironment.Engine(
        Scalars.visible(fields, "djl"),
        Scalars.visible(fields, "pytorch"),
        Scalars.positive(fields, "threads"),
        Scalars.word(fields, "device", "cpu", "gpu"),
        optional(fields, "gpu"),
        Scalars.word(fields, "precision", "float32", "bfloat16"),
        fields.get("libraries").isMissingNode()
            ? List.of()
            : fields.objects("libraries").stream().map(EnvironmentReader::library).toList());
  }

  private static RunEnvironment.NativeLibrary library(JsonFields fields) {
    fields.requireOnly(List.of("name", "bytes", "sha256"));
    return new RunEnvironment.NativeLibrary(
        Scalars.visible(fields, "name"), fields.count("bytes"), Scalars.digest(fields, "sha256"));
  }

  private static Optional<String> optional(JsonFields fields, String name) {
    return fields.get(name).isMissingNode()
        ? Optional.empty()
        : Optional.of(Scalars.visible(fields, name));
  }
}
