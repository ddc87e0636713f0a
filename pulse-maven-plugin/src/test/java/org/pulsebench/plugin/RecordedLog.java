package org.pulsebench.plugin;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A log that keeps what is told to a user. */
final class RecordedLog extends SystemStreamLog {

  private final List<String> lines = new ArrayList<>();

  @Override
  public void info(CharSequence content) {
    lines.add(content.toString());
  }

  @Override
  public void warn(CharSequence content) {
    lines.add("warning: " + content);
  }

  List<String> lines() {
    return lines;
  }
}
