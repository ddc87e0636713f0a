package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.plugin.fork.DeviceRequest.Wish;

final class DeviceChoiceTest {

  private static final String VERSION = "2.7.1";
  private static final GpuProbe NONE = List::of;
  private static final GpuProbe ONE = () -> List.of("NVIDIA A100, 570.1");

  @TempDir Path directory;

  @Test
  void without_a_driver_it_is_the_cpu_and_says_why() {
    DeviceChoice choice = choose(Wish.AUTO, Optional.empty(), NONE);
    assertThat(choice.device()).isEqualTo("cpu");
    assertThat(choice.library()).isEqualTo(new DeviceChoice.Library.Published());
    assertThat(choice.reason()).isEqualTo("no NVIDIA driver found");
  }

  @Test
  void a_gpu_without_a_library_is_left_alone_and_named() {
    DeviceChoice choice = choose(Wish.AUTO, Optional.empty(), ONE);
    assertThat(choice.device()).isEqualTo("cpu");
    assertThat(choice.reason()).contains("NVIDIA A100").contains("pulse.libtorch");
  }

  @Test
  void a_gpu_with_a_cuda_library_is_used() throws IOException {
    DeviceChoice choice = choose(Wish.AUTO, Optional.of(libtorch("2.7.1+cu128")), ONE);
    assertThat(choice.device()).isEqualTo("gpu");
    assertThat(choice.library())
        .isEqualTo(new DeviceChoice.Library.Own(directory.resolve("lib"), "cu128"));
  }

  @Test
  void a_library_for_the_cpu_is_used_on_the_cpu() throws IOException {
    DeviceChoice choice = choose(Wish.AUTO, Optional.of(libtorch("2.7.1")), ONE);
    assertThat(choice.device()).isEqualTo("cpu");
    assertThat(choice.library()).isInstanceOf(DeviceChoice.Library.Own.class);
  }

  @Test
  void the_variable_of_djl_names_a_library_too() throws IOException {
    Path libtorch = libtorch("2.7.1+cu128");
    DeviceChoice choice =
        DeviceChoice.of(
            new DeviceRequest(Wish.AUTO, 0, Optional.empty(), true),
            ONE,
            Map.of("PYTORCH_LIBRARY_PATH", libtorch.toString()),
            VERSION);
    assertThat(choice.device()).isEqualTo("gpu");
  }

  @Test
  void a_library_of_another_version_is_refused() throws IOException {
    Path libtorch = libtorch("2.6.0+cu124");
    assertThatThrownBy(() -> choose(Wish.CPU, Optional.of(libtorch), NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<libtorch> (-Dpulse.libtorch)")
        .hasMessageContaining("version 2.6.0+cu124")
        .hasMessageContaining("an unpacked libtorch 2.7.1");
  }

  @Test
  void a_directory_that_is_no_library_is_refused() {
    assertThatThrownBy(() -> choose(Wish.CPU, Optional.of(directory), NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no file build-version");
  }

  @Test
  void a_gpu_that_is_asked_for_and_not_there_is_an_error() {
    assertThatThrownBy(() -> choose(Wish.GPU, Optional.empty(), NONE))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("GPU 0 of 0")
        .hasMessageContaining("<device>cpu</device>");
  }

  @Test
  void offline_nothing_is_downloaded_for_a_gpu() {
    assertThatThrownBy(() -> choose(Wish.GPU, Optional.empty(), ONE))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Maven is offline");
  }

  @Test
  void online_djl_may_fetch_its_library_where_a_gpu_is_asked_for() {
    DeviceChoice choice =
        DeviceChoice.of(
            new DeviceRequest(Wish.GPU, 0, Optional.empty(), false), ONE, Map.of(), VERSION);
    assertThat(choice.library()).isEqualTo(new DeviceChoice.Library.DownloadedByDjl());
    assertThat(choice.reason()).contains("DJL downloads");
  }

  @Test
  void an_unknown_device_is_refused_with_the_near_one() {
    assertThatThrownBy(() -> Wish.of("gpus"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("near: gpu");
  }

  private static DeviceChoice choose(Wish wish, Optional<Path> libtorch, GpuProbe probe) {
    return DeviceChoice.of(new DeviceRequest(wish, 0, libtorch, true), probe, Map.of(), VERSION);
  }

  private Path libtorch(String version) throws IOException {
    Files.createDirectories(directory.resolve("lib"));
    Files.writeString(directory.resolve("build-version"), version + "\n");
    return directory;
  }
}
