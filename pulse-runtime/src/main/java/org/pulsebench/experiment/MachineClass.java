package org.pulsebench.experiment;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.model.config.Precision;

/**
 * What an experiment computes with, as far as results depend on it.
 *
 * @param device {@code cpu} or {@code gpu}
 * @param version of PULSE
 */
public record MachineClass(String device, String version) {

  /** The names of devices. */
  public static final List<String> DEVICES = List.of("cpu", "gpu");

  /**
   * Checks the device.
   *
   * @throws BadInputException if there is no such device
   */
  public MachineClass {
    if (!DEVICES.contains(device)) {
      throw new BadInputException(
          new Problem(
              "There is no such device",
              "the experiment's device",
              device,
              NearNames.expected(device, DEVICES),
              "Correct the name."));
    }
    Checks.require(!version.isBlank(), "version", "blank", "a text");
  }

  /** Returns the precision of weights and activations: full on CPU, bfloat16 on GPU. */
  Precision precision() {
    return device.equals("gpu") ? Precision.BF16 : Precision.F32;
  }

  Device djl() {
    return device.equals("gpu") ? Device.gpu() : Device.cpu();
  }

  ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("device", device)
        .put("precision", precision().name())
        .put("version", version);
  }
}
