package org.pulsebench.experiment.environment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.experiment.environment.EngineEnvironment.NativeLibrary;

/**
 * What a run is computed with.
 *
 * @param pulse the version of PULSE
 * @param java the version of the JVM, such as {@code 17.0.15+6}
 * @param javaVendor who made it
 * @param machine what it runs on
 * @param engine the engine, where the run has started it
 */
public record Environment(
    String pulse,
    String java,
    String javaVendor,
    Machine machine,
    Optional<EngineEnvironment> engine) {

  private static final long GIBIBYTE = 1L << 30;

  public Environment {
    Objects.requireNonNull(pulse, "pulse");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(javaVendor, "javaVendor");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(engine, "engine");
  }

  /** Returns the environment without the engine, and without loading any of its classes. */
  public static Environment ofJvm() {
    return new Environment(
        PulseVersion.current(),
        Runtime.version().toString(),
        System.getProperty("java.vendor"),
        Machine.current(),
        Optional.empty());
  }

  /** Returns the same environment with the engine in it. */
  public Environment with(EngineEnvironment engine) {
    return new Environment(pulse, java, javaVendor, machine, Optional.of(engine));
  }

  /** Returns the line about it at the start of a log. */
  public String summary() {
    return "PULSE "
        + pulse
        + ", Java "
        + java
        + " ("
        + javaVendor
        + "), "
        + machine.system()
        + ", "
        + machine.cores()
        + " cores, "
        + machine.memoryBytes() / GIBIBYTE
        + " GiB";
  }

  /** Returns it as {@code results.json} has it; what is not known is left out. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pulse", pulse);
    json.putObject("java").put("version", java).put("vendor", javaVendor);
    ObjectNode machineJson = json.putObject("machine").put("system", machine.system());
    machine.processor().ifPresent(name -> machineJson.put("processor", name));
    machineJson
        .put("cores", machine.cores())
        .put("memoryBytes", machine.memoryBytes())
        .put("heapBytes", machine.heapBytes());
    engine.ifPresent(value -> write(value, json.putObject("engine")));
    return json;
  }

  private static void write(EngineEnvironment engine, ObjectNode json) {
    json.put("djl", engine.djl())
        .put("pytorch", engine.pytorch())
        .put("threads", engine.threads())
        .put("device", engine.device());
    engine.gpu().ifPresent(name -> json.put("gpu", name));
    json.put("precision", engine.precision());
    for (NativeLibrary library : engine.libraries()) {
      json.withArray("libraries")
          .addObject()
          .put("name", library.name())
          .put("bytes", library.bytes())
          .put("sha256", library.sha256());
    }
  }
}
