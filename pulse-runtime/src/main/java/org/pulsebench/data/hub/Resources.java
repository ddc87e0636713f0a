package org.pulsebench.data.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/** The JSON files beside these classes. */
final class Resources {

  private Resources() {}

  static JsonFields read(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + " beside " + Resources.class);
      }
      String text = new String(in.readAllBytes(), UTF_8);
      return JsonFields.root(JsonFile.parse(text, name), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
