package org.pulsebench.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream of bytes into lines and passes on the event of each.
 *
 * <p>Bytes may come in any portions, as from a file that is being written. A last line without its
 * line break is held back: its writer was stopped within it. For one thread.
 */
public final class EventReader {

  private static final int BUFFER_BYTES = 8192;

  private final EventSink events;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Creates a reader that has seen nothing yet. */
  public EventReader(EventSink events) {
    this.events = events;
  }

  /** Takes the first {@code length} bytes of {@code bytes} as the next of the stream. */
  public void feed(byte[] bytes, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i - start);
        events.accept(Events.read(line.toString(StandardCharsets.UTF_8)));
        line.reset();
        start = i + 1;
      }
    }
    line.write(bytes, start, length - start);
  }

  /**
   * Takes all bytes up to the end of a stream, each line as soon as it is there.
   *
   * @throws IOException if the stream fails; what came before it has been passed on
   */
  public void feed(InputStream stream) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
      feed(buffer, length);
    }
  }

  /** Returns whether the stream so far ends within a line. */
  public boolean endsWithinLine() {
    return line.size() > 0;
  }
}
