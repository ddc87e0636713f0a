package org.pulsebench.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * The PyTorch engine of this process.
 *
 * <p>The engine is started on first use, without its telemetry and without leave to download. A
 * property that the user has set is left alone.
 */
public final class Torch {

  private static final String NAME = "PyTorch";

  static {
    setUnlessPresent("ai.djl.offline", "true");
    setUnlessPresent("OPT_OUT_TRACKING", "true");
    setUnlessPresent("ai.djl.pytorch.graph_optimizer", "false");
  }

  private Torch() {}

  /**
   * Sets the number of threads of one operator; results are bitwise repeatable only for the same
   * number.
   *
   * @param threads at least 1
   */
  public static void setThreads(int threads) {
    Checks.positive(threads, "threads");
    engine();
    JniUtils.setNumThreads(threads);
  }

  /** Returns the number of threads of one operator. */
  public static int threads() {
    engine();
    return JniUtils.getNumThreads();
  }

  /**
   * Computes something with another number of threads, and goes back to the former number.
   *
   * <p>Operators of a few microseconds are slower on two threads than on one.
   *
   * @param threads at least 1
   */
  public static <T> T withThreads(int threads, Supplier<T> computation) {
    int before = threads();
    setThreads(threads);
    try {
      return computation.get();
    } finally {
      setThreads(before);
    }
  }

  /** Returns the version of the native library, such as {@code 2.7.1}. */
  public static String version() {
    return engine().getVersion();
  }

  /** Returns the directory that the native libraries were loaded from. */
  public static Path libraryDirectory() {
    engine();
    return Path.of(LibUtils.getLibtorchPath());
  }

  /** Returns the default device: the first GPU where the engine sees one, otherwise the CPU. */
  public static Device defaultDevice() {
    return engine().defaultDevice();
  }

  /**
   * Seeds the engine's own generator, which dropout and sampling draw from.
   *
   * @param seed any value; the same value gives the same draws
   */
  public static void seed(long seed) {
    engine();
    JniUtils.setSeed(seed);
  }

  static PtNDManager newManager(Device device) {
    return (PtNDManager) engine().newBaseManager(device);
  }

  private static Engine engine() {
    try {
      return Engine.getEngine(NAME);
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new EnvironmentException(
          new Problem(
              "PyTorch's native library could not be loaded",
              System.getProperty("os.name") + " " + System.getProperty("os.arch"),
              String.valueOf(e.getMessage()),
              "pytorch-native-cpu on the class path, or PYTORCH_LIBRARY_PATH set to a libtorch",
              "Add the artifact ai.djl.pytorch:pytorch-native-cpu with this platform's classifier."),
          e);
    }
  }

  private static void setUnlessPresent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
