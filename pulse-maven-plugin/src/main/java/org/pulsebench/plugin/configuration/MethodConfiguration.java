package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * A method that is to be run: {@code <method>npo</method>}, or with {@code <name>} or {@code
 * <implementation>} and {@code <parameters>}.
 */
public final class MethodConfiguration {

  /** Its name, such as {@code ga}; {@code pulse:describe} lists all. */
  private String name;

  /** The class of a method of your own, such as {@code org.example.MyMethod}. */
  private String implementation;

  /** Values by the names of its parameters, such as {@code <beta>0.1</beta>}. */
  private Map<String, String> parameters = new LinkedHashMap<>();

  /** Takes the short form, a name or a class. */
  public void set(String text) {
    name = text.trim();
  }

  /** Returns the name or the class. */
  String id() {
    if ((name == null) == (implementation == null)) {
      throw new BadInputException(
          new Problem(
              "A method has to be named once",
              "<methods><method> (-Dpulse.methods)",
              name == null ? "neither name nor class" : name + " and " + implementation,
              "<name>, or <implementation> with the class of a method of your own",
              "Write <method>npo</method> or <method><implementation>...</implementation></method>."));
    }
    return Optional.ofNullable(name).orElse(implementation);
  }

  /** Returns an entry of the field {@code methods} of the experiment file. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("method", id());
    if (!parameters.isEmpty()) {
      ObjectNode settings = json.putObject("settings");
      parameters.forEach((parameter, value) -> settings.put(parameter, value == null ? "" : value));
    }
    return json;
  }
}
