package org.pulsebench.plugin.fork;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/**
 * What the user says of the device.
 *
 * @param wish what to compute on
 * @param gpu the number of the GPU, from 0
 * @param libtorch the directory of a PyTorch library of the user's
 * @param offline whether nothing may be downloaded
 */
public record DeviceRequest(Wish wish, int gpu, Optional<Path> libtorch, boolean offline) {

  /** What to compute on. */
  public enum Wish {
    /** The GPU, if there is one and a library for it. */
    AUTO("auto"),
    /** The CPU. */
    CPU("cpu"),
    /** The GPU, or nothing. */
    GPU("gpu");

    private final String id;

    Wish(String id) {
      this.id = id;
    }

    /**
     * Returns the wish of a name.
     *
     * @throws BadInputException if there is none
     */
    public static Wish of(String id) {
      for (Wish wish : values()) {
        if (wish.id.equals(id)) {
          return wish;
        }
      }
      throw new BadInputException(
          new Problem(
              "There is no such device",
              "<device> (-Dpulse.device)",
              id,
              NearNames.expected(id, List.of("auto", "cpu", "gpu")),
              "Write <device>auto</device>, or leave it out."));
    }
  }

  public DeviceRequest {
    Objects.requireNonNull(wish, "wish");
    Objects.requireNonNull(libtorch, "libtorch");
    Checks.require(gpu >= 0, "gpu", gpu, "0 or more");
  }
}
