package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.EnvironmentException;

class EngineFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 79.1 GiB",
        "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory:"
            + " you tried to allocate 4503599627370496 bytes.",
        "RuntimeError: [enforce fail] posix_memalign: Cannot allocate memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "std::bad_alloc"
      })
  void a_lack_of_memory_is_the_environments_fault_and_says_how_much_was_asked_for(String line) {
    EngineException failure =
        new EngineException(
            "The following operation failed in the TorchScript interpreter.\n"
                + "Traceback of TorchScript (most recent call last):\n    x = torch.add(y, z)\n"
                + line
                + "\nException raised from malloc at CUDACachingAllocator.cpp");
    assertThat(EngineFailure.of("the backward pass", failure))
        .isInstanceOf(EnvironmentException.class)
        .hasCause(failure)
        .hasMessage(
            "Memory ran out: the backward pass\n  found "
                + line
                + "; expected enough memory for one step\n"
                + "  Use a smaller batch, activation checkpointing or bfloat16 weights.");
  }

  @Test
  void any_other_failure_is_a_defect_of_the_program() {
    EngineException failure = new EngineException("mat1 and mat2 shapes cannot be multiplied");
    assertThat(EngineFailure.of("product", failure))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(failure)
        .hasMessage("product failed: mat1 and mat2 shapes cannot be multiplied");
    assertThat(EngineFailure.of("product", new EngineException((String) null)))
        .hasMessage("product failed: null");
  }

  @Test
  void zeros_that_the_machine_has_no_memory_for_are_reported() {
    try (Scope scope = Scope.open(Device.cpu())) {
      assertThatThrownBy(() -> scope.zeros(new Shape(1L << 40, 1024)))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("Memory ran out: zeros of shape (1099511627776, 1024)");
    }
  }
}
