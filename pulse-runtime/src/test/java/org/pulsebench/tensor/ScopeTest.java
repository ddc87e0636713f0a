package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {

  private Scope root;

  @BeforeEach
  void open() {
    root = Scope.open(Device.cpu());
  }

  @AfterEach
  void close() {
    root.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "I16")
  void bytes_of_every_type_come_back_as_they_were(ElementType type) {
    byte[] bytes = someBytes(type, 6);
    Tensor copied = root.copy(direct(bytes), type, new Shape(2, 3));
    Tensor fromHeap = root.copy(ByteBuffer.wrap(bytes), type, new Shape(2, 3));
    Tensor borrowed = root.borrow(direct(bytes), type, new Shape(2, 3));
    for (Tensor tensor : new Tensor[] {copied, fromHeap, borrowed}) {
      assertThat(tensor.type()).isEqualTo(type);
      assertThat(tensor.shape()).isEqualTo(new Shape(2, 3));
      assertThat(tensor.toBytes()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "I16")
  void a_tensor_without_elements_and_a_scalar_are_tensors_too(ElementType type) {
    byte[] one = someBytes(type, 1);
    assertThat(root.copy(direct(one), type, new Shape()).toBytes()).isEqualTo(one);
    assertThat(root.borrow(direct(one), type, new Shape()).shape().dimension()).isZero();
    Tensor empty = root.borrow(direct(new byte[0]), type, new Shape(0, 4));
    assertThat(empty.shape()).isEqualTo(new Shape(0, 4));
    assertThat(empty.toBytes()).isEmpty();
    assertThat(empty.toFloats()).isEmpty();
  }

  @Test
  void values_of_half_precision_are_widened_exactly() {
    short[] halves = {0x3F80, (short) 0xC049, 0x0001, 0x7F7F};
    ByteBuffer bits = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    bits.asShortBuffer().put(halves);
    Tensor bfloat16 = root.copy(bits, ElementType.BF16, new Shape(4));
    float[] expected = new float[4];
    for (int i = 0; i < 4; i++) {
      expected[i] = Float.intBitsToFloat(halves[i] << 16);
    }
    assertThat(bfloat16.toFloats()).containsExactly(expected);
    bits.asShortBuffer().put(new short[] {0x3C00, (short) 0xC100, 0x0001, 0x7BFF});
    assertThat(root.copy(bits, ElementType.F16, new Shape(4)).toFloats())
        .containsExactly(1f, -2.5f, 0x1p-24f, 65504f);
  }

  @Test
  void values_of_the_makers_come_back() {
    assertThat(root.floats(new float[] {1.5f, -0f, Float.NaN}, 3).toFloats())
        .containsExactly(1.5f, -0f, Float.NaN);
    assertThat(root.longs(new long[] {Long.MIN_VALUE, 7}, 1, 2).toLongs())
        .containsExactly(Long.MIN_VALUE, 7);
    assertThat(root.booleans(new boolean[] {true, false, true}, 3).toFloats())
        .containsExactly(1, 0, 1);
    assertThat(root.zeros(new Shape(2, 2)).toFloats()).containsExactly(0, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "BF16", "I64", "BOOL"})
  void a_copy_owns_its_memory(ElementType type) {
    byte[] bytes = someBytes(type, 64);
    ByteBuffer buffer = direct(bytes);
    Tensor copied = root.copy(buffer, type, new Shape(64));
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) (1 - buffer.get(i)));
    }
    assertThat(copied.toBytes()).isEqualTo(bytes);
  }

  @Test
  void a_copy_lets_its_buffer_go_and_keeps_its_values() throws InterruptedException {
    byte[] bytes = someBytes(ElementType.F32, 1 << 16);
    ByteBuffer buffer = direct(bytes);
    Tensor copied = root.copy(buffer, ElementType.F32, new Shape(1 << 16));
    WeakReference<ByteBuffer> reference = new WeakReference<>(buffer);
    buffer = null;
    awaitCollection(reference);
    assertThat(reference.get()).isNull();
    direct(new byte[bytes.length]);
    assertThat(copied.toBytes()).isEqualTo(bytes);
  }

  @Test
  void a_borrowed_buffer_is_read_in_place_and_stays_until_the_tensor_is_closed()
      throws InterruptedException {
    ByteBuffer buffer = direct(new byte[4096]);
    Tensor borrowed = root.borrow(buffer, ElementType.F32, new Shape(1024));
    buffer.putFloat(0, 5);
    assertThat(borrowed.toFloats()[0]).isEqualTo(5);
    WeakReference<ByteBuffer> reference = new WeakReference<>(buffer);
    buffer = null;
    System.gc();
    assertThat(reference.get()).isNotNull();
    borrowed.close();
    awaitCollection(reference);
    assertThat(reference.get()).isNull();
  }

  @Test
  void a_borrowed_buffer_moves_to_another_scope_with_its_tensor() {
    try (Scope target = Scope.open(Device.cpu())) {
      Tensor moved;
      try (Scope source = Scope.open(Device.cpu())) {
        ByteBuffer buffer = direct(someBytes(ElementType.F32, 1024));
        buffer.putFloat(0, 5);
        moved = source.borrow(buffer, ElementType.F32, new Shape(1024)).moveTo(target);
      }
      System.gc();
      assertThat(moved.toFloats()[0]).isEqualTo(5);
      assertThat(moved.scope()).isSameAs(target);
    }
  }

  @Test
  void closing_a_scope_frees_its_tensors_and_those_of_its_children() {
    Scope scope = root.child();
    Tensor own = scope.floats(new float[] {1}, 1);
    Tensor below = scope.child().recordingChild().longs(new long[] {1}, 1);
    scope.close();
    scope.close();
    assertThatThrownBy(own::toFloats).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(below::toLongs).isInstanceOf(IllegalStateException.class);
    own.close();
  }

  @Test
  void size_counts_what_is_alive_in_a_scope_and_its_children() {
    int empty = root.size();
    Tensor first = root.floats(new float[] {1}, 1);
    assertThat(root.size()).isEqualTo(empty + 1);
    Scope child = root.child();
    int before = root.size();
    child.zeros(new Shape(3));
    child.copy(direct(new byte[8]), ElementType.BF16, new Shape(4));
    assertThat(root.size()).isEqualTo(before + 2);
    child.close();
    assertThat(root.size()).isEqualTo(empty + 1);
    first.close();
    assertThat(root.size()).isEqualTo(empty);
  }

  @Test
  void only_a_recording_child_records() {
    assertThat(root.isRecording()).isFalse();
    assertThat(root.recordingChild().isRecording()).isTrue();
    assertThat(root.recordingChild().child().isRecording()).isFalse();
    assertThat(root.device()).isEqualTo(Device.cpu());
  }

  @Test
  void bytes_that_do_not_fit_the_shape_are_refused() {
    assertThatThrownBy(() -> root.copy(direct(new byte[7]), ElementType.F32, new Shape(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a F32 tensor of shape (2) needs 8 bytes, not 7");
    assertThatThrownBy(() -> root.borrow(direct(new byte[8]), ElementType.BF16, new Shape(2, 3)))
        .hasMessage("a BF16 tensor of shape (2, 3) needs 12 bytes, not 8");
    assertThatThrownBy(() -> root.floats(new float[3], 2, 2))
        .hasMessage("a F32 tensor of shape (2, 2) needs 16 bytes, not 12");
  }

  @Test
  void a_type_that_the_engine_lacks_is_refused() {
    assertThatThrownBy(() -> root.copy(direct(new byte[4]), ElementType.I16, new Shape(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no tensor can hold elements of type I16");
  }

  private static byte[] someBytes(ElementType type, int elements) {
    byte[] bytes = new byte[elements * type.bytes()];
    new Random(3).nextBytes(bytes);
    if (type == ElementType.BOOL) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= 1;
      }
    }
    return bytes;
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length)
        .order(ByteOrder.nativeOrder())
        .put(bytes)
        .rewind();
  }

  private static void awaitCollection(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
  }
}
