package org.pulsebench.report;

import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.MalformedTemplateNameException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.util.Optional;

/**
 * Where a template has a fault, and which.
 *
 * @param name of the template
 * @param line the first is 1; empty where the whole template is at fault
 * @param found the expression and what is wrong about it, in one line
 */
record TemplateFault(String name, Optional<Integer> line, String found) {

  /** Returns what made a template fail. */
  static TemplateFault of(Exception failure) {
    TemplateFault fault = new TemplateFault("template", Optional.empty(), sentence(failure));
    // A template that includes a faulty one fails as well: the innermost names the place.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ParseException e) {
        fault =
            new TemplateFault(
                e.getTemplateName(), Optional.of(e.getLineNumber()), line(e.getEditorMessage()));
      } else if (cause instanceof TemplateNotFoundException e) {
        fault = new TemplateFault(e.getTemplateName(), Optional.empty(), "no such template");
      } else if (cause instanceof MalformedTemplateNameException e) {
        fault = new TemplateFault(e.getTemplateName(), Optional.empty(), sentence(e));
      } else if (cause instanceof InvalidReferenceException e
          && e.getTemplateSourceName() != null) {
        fault =
            new TemplateFault(
                e.getTemplateSourceName(),
                Optional.ofNullable(e.getLineNumber()),
                expression(e) + "which is null or missing");
      } else if (cause instanceof TemplateException e && e.getTemplateSourceName() != null) {
        fault =
            new TemplateFault(
                e.getTemplateSourceName(),
                Optional.ofNullable(e.getLineNumber()),
                expression(e) + line(e.getMessageWithoutStackTop()));
      }
    }
    return fault;
  }

  /** Returns the place after the file's name, such as {@code , line 3}. */
  String position() {
    return line.map(number -> ", line " + number).orElse("");
  }

  private static String expression(TemplateException e) {
    return e.getBlamedExpressionString() == null
        ? ""
        : "the expression " + e.getBlamedExpressionString() + ", ";
  }

  private static String sentence(Throwable e) {
    return e.getMessage() == null ? e.toString() : line(e.getMessage());
  }

  /** FreeMarker explains in paragraphs; the first one says what is wrong. */
  private static String line(String message) {
    String first = message.strip().split("\\R\\s*(\\R|----|==>)", 2)[0];
    return first.replaceAll("\\s+", " ").strip();
  }
}
