package org.pulsebench.data.hub.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.pulsebench.Checks;

/** Keeps a body as text, up to a number of bytes; what comes after them is not asked for. */
public final class TextSink implements BodySink {

  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean cut;

  /** Creates the sink for at most so many bytes. */
  public TextSink(int most) {
    Checks.positive(most, "most");
    this.most = most;
  }

  @Override
  public synchronized boolean take(ByteBuffer bytes) {
    int fits = Math.min(bytes.remaining(), most - kept.size());
    cut |= fits < bytes.remaining();
    byte[] part = new byte[fits];
    bytes.get(part);
    bytes.position(bytes.limit());
    kept.writeBytes(part);
    return !cut;
  }

  /** Returns what came, read as UTF-8. */
  public synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Returns whether there was more. */
  public synchronized boolean isCut() {
    return cut;
  }
}
