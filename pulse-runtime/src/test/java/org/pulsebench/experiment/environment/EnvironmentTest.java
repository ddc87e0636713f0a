package org.pulsebench.experiment.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.EnvironmentException;
import org.pulsebench.experiment.environment.EngineEnvironment.NativeLibrary;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Torch;

class EnvironmentTest {

  private static final Environment KNOWN =
      new Environment(
          "0.1.0",
          "17.0.15+6",
          "Debian",
          new Machine("Linux 6.1 amd64", Optional.of("Intel Xeon"), 2, 25L << 30, 1L << 30),
          Optional.empty());

  @Test
  void it_is_written_as_json() {
    EngineEnvironment engine =
        new EngineEnvironment(
            "0.35.1",
            "2.7.1",
            4,
            "gpu",
            Optional.of("NVIDIA H200"),
            "bfloat16",
            List.of(new NativeLibrary("libc10.so", 12, "ab".repeat(32))));
    assertThat(KNOWN.with(engine).toJson())
        .hasToString(
            """
            {"pulse":"0.1.0","java":{"version":"17.0.15+6","vendor":"Debian"},\
            "machine":{"system":"Linux 6.1 amd64","processor":"Intel Xeon","cores":2,\
            "memoryBytes":26843545600,"heapBytes":1073741824},\
            "engine":{"djl":"0.35.1","pytorch":"2.7.1","threads":4,"device":"gpu",\
            "gpu":"NVIDIA H200","precision":"bfloat16",\
            "libraries":[{"name":"libc10.so","bytes":12,"sha256":"%s"}]}}"""
                .formatted("ab".repeat(32)));
  }

  @Test
  void what_is_not_known_is_left_out() {
    Machine machine = new Machine("Plan 9", Optional.empty(), 1, 1, 1);
    assertThat(new Environment("0.1.0", "17", "Debian", machine, Optional.empty()).toJson())
        .hasToString(
            """
            {"pulse":"0.1.0","java":{"version":"17","vendor":"Debian"},\
            "machine":{"system":"Plan 9","cores":1,"memoryBytes":1,"heapBytes":1}}""");
  }

  @Test
  void the_summary_is_one_line() {
    assertThat(KNOWN.summary())
        .isEqualTo("PULSE 0.1.0, Java 17.0.15+6 (Debian), Linux 6.1 amd64, 2 cores, 25 GiB");
  }

  @Test
  void this_machine_is_described() {
    Environment environment = Environment.ofJvm();
    assertThat(environment.pulse()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(environment.java()).isEqualTo(Runtime.version().toString());
    assertThat(environment.machine().memoryBytes()).isGreaterThan(1L << 28);
    assertThat(environment.engine()).isEmpty();
  }

  @Test
  void the_part_without_the_engine_needs_no_class_of_it() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("jackson") || Files.isDirectory(Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Child.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    assertThat(output).contains("no DJL here", "\"pulse\":").doesNotContain("engine");
  }

  @Test
  void the_engine_of_this_process_is_described() {
    EngineEnvironment engine = EngineEnvironment.of(Device.cpu(), Precision.F32);
    assertThat(engine.djl()).matches("0\\.[0-9]+\\.[0-9]+");
    assertThat(engine.pytorch()).isEqualTo(Torch.version());
    assertThat(engine.threads()).isEqualTo(Torch.threads());
    assertThat(engine.device()).isEqualTo("cpu");
    assertThat(engine.gpu()).isEmpty();
    assertThat(engine.precision()).isEqualTo("float32");
    assertThat(engine.libraries())
        .extracting(NativeLibrary::name)
        .anyMatch(name -> name.contains("torch_cpu"))
        .anyMatch(name -> name.contains("djl_torch"));
  }

  @Test
  void no_directory_is_revealed() {
    EngineEnvironment engine = EngineEnvironment.of(Device.cpu(), Precision.F32);
    ObjectNode json = Environment.ofJvm().with(engine).toJson();
    assertThat(json.toString())
        .doesNotContain(System.getProperty("user.home"), System.getProperty("user.dir"));
  }

  @Test
  void only_libraries_are_listed_by_name_and_digest(@TempDir Path directory) throws IOException {
    for (String name : List.of("libb.so", "liba.so.1", "c.dll", "d.dylib", "e.txt", "so")) {
      Files.writeString(directory.resolve(name), "abc");
    }
    Files.createDirectory(directory.resolve("directory.so"));
    String digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(EngineEnvironment.libraries(directory))
        .containsExactly(
            new NativeLibrary("c.dll", 3, digest),
            new NativeLibrary("d.dylib", 3, digest),
            new NativeLibrary("liba.so.1", 3, digest),
            new NativeLibrary("libb.so", 3, digest));
  }

  @Test
  void libraries_that_are_gone_are_a_broken_machine(@TempDir Path directory) {
    assertThatThrownBy(() -> EngineEnvironment.libraries(directory.resolve("gone")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("The engine's native libraries cannot be read")
        .hasMessageContaining("NoSuchFileException");
  }

  @Test
  void the_processor_is_named_as_linux_does() {
    assertThat(Machine.processor(Stream.of("processor\t: 0", "model name\t: Intel(R) Xeon(R)")))
        .contains("Intel(R) Xeon(R)");
    assertThat(Machine.processor(Stream.of("processor : 0", "CPU part : 0xd40"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,'',0", "1,'',1", "0,3,3", "1,'2, GPU-5a',GPU-5a", "2,'2,3',"})
  void the_driver_counts_all_gpus_and_the_engine_the_visible_ones(
      int device, String visible, String id) {
    assertThat(GpuName.driverId(device, Map.of("CUDA_VISIBLE_DEVICES", visible)))
        .isEqualTo(Optional.ofNullable(id));
  }

  @Test
  void a_program_that_is_missing_says_nothing() {
    assertThat(Program.output("no-such-program-anywhere")).isEmpty();
  }

  /** The program of a JVM without DJL. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) {
      try {
        Class.forName("ai.djl.engine.Engine");
      } catch (ClassNotFoundException e) {
        System.out.println("no DJL here");
      }
      System.out.println(Environment.ofJvm().toJson());
    }
  }
}
