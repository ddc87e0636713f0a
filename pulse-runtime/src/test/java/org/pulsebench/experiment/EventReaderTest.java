package org.pulsebench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.experiment.Event.Bye;
import org.pulsebench.experiment.Event.Status;
import org.pulsebench.experiment.Event.Warning;

class EventReaderTest {

  private static final Bye BYE = new Bye(Status.DONE);

  private final List<Event> events = new ArrayList<>();
  private final EventReader reader = new EventReader(events::add);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 100_000})
  void portions_of_any_size_give_the_same_events(int size) {
    byte[] bytes = bytes(EventsTest.lines(EventsTest.all()));
    for (int start = 0; start < bytes.length; start += size) {
      byte[] portion = Arrays.copyOfRange(bytes, start, Math.min(start + size, bytes.length));
      reader.feed(portion, portion.length);
    }
    assertThat(events).containsExactly(EventsTest.all());
    assertThat(reader.endsWithinLine()).isFalse();
  }

  @Test
  void an_event_is_passed_on_with_its_line_break() {
    byte[] line = bytes(Events.write(BYE));
    reader.feed(line, line.length);
    assertThat(events).isEmpty();
    reader.feed(bytes("\n"), 1);
    assertThat(events).containsExactly(BYE);
  }

  @Test
  void half_a_line_at_the_end_is_no_event_and_no_warning() throws IOException {
    reader.feed(stream(EventsTest.lines(BYE) + "{\"v\":1,\"type\":\"by"));
    assertThat(events).containsExactly(BYE);
    assertThat(reader.endsWithinLine()).isTrue();
  }

  @Test
  void events_go_on_after_a_bad_line() throws IOException {
    reader.feed(stream("Segmentation fault\n\n" + EventsTest.lines(BYE)));
    assertThat(events).hasSize(3).last().isEqualTo(BYE);
    assertThat(events.subList(0, 2)).hasOnlyElementsOfType(Warning.class);
  }

  @Test
  void only_the_given_length_of_a_buffer_is_read() {
    byte[] buffer = bytes(EventsTest.lines(BYE) + EventsTest.lines(BYE));
    reader.feed(buffer, buffer.length / 2);
    assertThat(events).containsExactly(BYE);
  }

  @Test
  void a_stream_that_breaks_has_given_what_came_before() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };
    InputStream stream = new SequenceInputStream(stream(EventsTest.lines(BYE)), broken);
    assertThatThrownBy(() -> reader.feed(stream)).hasMessage("Connection reset");
    assertThat(events).containsExactly(BYE);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
