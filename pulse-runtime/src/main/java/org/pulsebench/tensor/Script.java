package org.pulsebench.tensor;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A set of TorchScript methods, compiled from text that Java generated.
 *
 * <p>Arguments are {@link Tensor}s and non-empty lists of tensors, in the order of the method's
 * parameters; a tensor may appear once in a call. Results belong to the scope of the call, whose
 * recording state decides whether a backward pass can go through them.
 */
public final class Script implements AutoCloseable {

  private final Scope owner;
  private final PtSymbolBlock block;

  private Script(Scope owner, PtSymbolBlock block) {
    this.owner = owner;
    this.block = block;
  }

  /**
   * Compiles methods.
   *
   * @param methods TorchScript text of one or more methods, see {@link ScriptMethod}
   * @return a script; the caller closes it
   * @throws IllegalArgumentException if the engine rejects the text; the message quotes the line
   */
  public static Script compile(List<ScriptMethod> methods) {
    Scope owner = Scope.open(Device.cpu());
    try {
      return new Script(
          owner, JniUtils.loadModule(owner.manager(), ScriptArchive.of(methods), false, false));
    } catch (IOException e) {
      owner.close();
      throw new UncheckedIOException(e);
    } catch (EngineException e) {
      owner.close();
      throw new IllegalArgumentException("TorchScript text was rejected: " + e.getMessage(), e);
    }
  }

  /** Calls a method that returns one tensor. */
  public Tensor call(Scope scope, String method, Object... arguments) {
    List<Tensor> results = callAll(scope, method, arguments);
    if (results.size() != 1) {
      throw new IllegalStateException(
          method + " returned " + results.size() + " tensors instead of one");
    }
    return results.get(0);
  }

  /**
   * Calls a method that returns a list or a tuple of tensors.
   *
   * @throws org.pulsebench.EnvironmentException if memory runs out
   * @throws IllegalStateException if the engine fails for another reason, such as shapes that do
   *     not fit
   */
  public List<Tensor> callAll(Scope scope, String method, Object... arguments) {
    prepareThread(scope.isRecording());
    try {
      NDList results =
          IValueUtils.forward(block, inputs(scope, method, arguments), !scope.isInference());
      List<Tensor> tensors = new ArrayList<>(results.size());
      for (NDArray result : results) {
        tensors.add(new Tensor(scope, (PtNDArray) result, Optional.empty()));
      }
      return tensors;
    } catch (EngineException e) {
      throw EngineFailure.of(method, e);
    }
  }

  @Override
  public void close() {
    block.close();
    owner.close();
  }

  /**
   * Sets what the engine keeps for each thread. Its profiling optimizer recompiles a method again
   * and again while it warms up, and a method that was first run unrecorded would stay unrecorded.
   */
  private static void prepareThread(boolean recording) {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(recording);
  }

  /** DJL tells methods and list arguments apart by the names of the arrays. */
  private static NDList inputs(Scope scope, String method, Object... arguments) {
    NDList inputs = new NDList(arguments.length + 16);
    scope.marker().setName("module_method:" + method);
    inputs.add(scope.marker());
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Tensor tensor) {
        tensor.raw().setName(null);
        inputs.add(tensor.raw());
      } else if (arguments[i] instanceof List<?> list && !list.isEmpty()) {
        String name = listName(i);
        for (Object element : list) {
          PtNDArray array = ((Tensor) element).raw();
          array.setName(name);
          inputs.add(array);
        }
      } else {
        throw new IllegalArgumentException(
            "argument "
                + i
                + " of "
                + method
                + " is neither a tensor nor a non-empty list: "
                + arguments[i]);
      }
    }
    requireApart(method, arguments);
    return inputs;
  }

  /** A tensor of two arguments has been renamed by the later one, and would go there twice. */
  private static void requireApart(String method, Object... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      List<?> members = arguments[i] instanceof List<?> list ? list : List.of(arguments[i]);
      String name = arguments[i] instanceof List<?> ? listName(i) : null;
      for (Object member : members) {
        if (!Objects.equals(((Tensor) member).raw().getName(), name)) {
          throw new IllegalArgumentException(
              "argument " + i + " of " + method + " appears again in a list");
        }
      }
    }
  }

  private static String listName(int argument) {
    return "l" + argument + "[]";
  }
}
