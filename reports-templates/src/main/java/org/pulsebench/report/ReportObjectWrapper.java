package org.pulsebench.report;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Shows records by their components, and optional values as their content or as missing. */
final class ReportObjectWrapper extends DefaultObjectWrapper {

  ReportObjectWrapper() {
    super(Configuration.VERSION_2_3_35);
  }

  @Override
  public TemplateModel wrap(Object value) throws TemplateModelException {
    if (value instanceof Optional<?> optional) {
      return super.wrap(optional.orElse(null));
    }
    if (value instanceof OptionalInt optional) {
      return super.wrap(optional.isPresent() ? optional.getAsInt() : null);
    }
    if (value instanceof OptionalDouble optional) {
      return super.wrap(optional.isPresent() ? optional.getAsDouble() : null);
    }
    return super.wrap(value);
  }
}
