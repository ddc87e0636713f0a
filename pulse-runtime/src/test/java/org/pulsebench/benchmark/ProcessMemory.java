package org.pulsebench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process as Linux counts it. */
final class ProcessMemory {

  private ProcessMemory() {}

  /** Returns the resident memory now, in MiB. */
  static double resident() throws IOException {
    return read("VmRSS");
  }

  /** Returns the largest resident memory so far, in MiB. */
  static double peak() throws IOException {
    return read("VmHWM");
  }

  /** Returns the resident memory now that no file backs, in MiB. */
  static double anonymous() throws IOException {
    return read("RssAnon");
  }

  private static double read(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no " + field + " in /proc/self/status");
  }
}
