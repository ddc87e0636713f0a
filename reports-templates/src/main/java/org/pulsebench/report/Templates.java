package org.pulsebench.report;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.OutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * The templates of one format, any of which a directory of the user's may replace.
 *
 * <p>A format has a folder, such as {@code latex}, among the resources {@code
 * org/pulsebench/report/templates} and in the user's directory: a file of the same name there takes
 * the place of the built-in one. Files that begin with an underscore are parts that other templates
 * include. Everything that a template shows is escaped as its format asks, unless the template says
 * {@code ?no_esc}.
 *
 * <p>Templates are written in FreeMarker's language with {@code <#if>} and {@code ${...}} in every
 * format. Numbers appear as in Java, whatever the user's locale; an empty {@link Optional} is a
 * missing value, any other stands for its content. Templates create no objects.
 */
public final class Templates {

  private static final String ROOT = "templates/";
  private static final String SUFFIX = ".ftl";
  private static final String PART = "_";

  private final Configuration configuration;
  private final String folder;
  private final Optional<Path> overrides;

  private Templates(Configuration configuration, String folder, Optional<Path> overrides) {
    this.configuration = configuration;
    this.folder = folder;
    this.overrides = overrides;
  }

  /**
   * Returns the templates of a format.
   *
   * @param folder its name, below the resources and below the user's directory
   * @param format what escapes
   * @param directory the user's; it need not have a folder of this format
   * @throws BadInputException if there is no such directory, or if a template in it replaces none
   * @throws EnvironmentException if the directory cannot be read
   */
  public static Templates of(String folder, OutputFormat format, Optional<Path> directory) {
    directory.ifPresent(Templates::requireDirectory);
    Optional<Path> overrides =
        directory.map(path -> path.resolve(folder)).filter(Files::isDirectory);
    overrides.ifPresent(path -> requireReplacements(path, folder));
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setTemplateLoader(loader(folder, overrides));
    configuration.setOutputFormat(format);
    configuration.setRecognizeStandardFileExtensions(false);
    configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    configuration.setObjectWrapper(new ReportObjectWrapper());
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocalizedLookup(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    return new Templates(configuration, folder, overrides);
  }

  /**
   * Fills a template in.
   *
   * @param name with its suffix, such as {@code table.tex.ftl}
   * @throws BadInputException if a template of the user's has a fault; it names file, line and
   *     expression
   */
  public String render(String name, Map<String, ?> model) {
    StringWriter text = new StringWriter();
    try {
      configuration.getTemplate(name).process(model, text);
    } catch (IOException | TemplateException e) {
      throw fault(e);
    }
    return text.toString();
  }

  private RuntimeException fault(Exception e) {
    TemplateFault fault = TemplateFault.of(e);
    boolean theirs = overrides.filter(path -> Files.exists(path.resolve(fault.name()))).isPresent();
    if (overrides.isEmpty()) {
      return new IllegalStateException(folder + "/" + fault.name() + " has a fault", e);
    }
    return new BadInputException(
        new Problem(
            "A template of the report has a fault",
            (theirs ? overrides.get().resolve(fault.name()) : "built-in " + fault.name())
                + fault.position(),
            fault.found(),
            "what the FreeMarker language and the data of the report have",
            "Correct the template, or remove it to have the built-in one."),
        e);
  }

  private static TemplateLoader loader(String folder, Optional<Path> overrides) {
    TemplateLoader builtIn = new ClassTemplateLoader(Templates.class, ROOT + folder);
    if (overrides.isEmpty()) {
      return builtIn;
    }
    try {
      // The directory is the user's own: links that lead out of it are, too.
      TemplateLoader theirs = new FileTemplateLoader(overrides.get().toFile(), true);
      return new MultiTemplateLoader(new TemplateLoader[] {theirs, builtIn});
    } catch (IOException e) {
      throw EnvironmentException.unreadable(overrides.get(), e);
    }
  }

  private static void requireDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new BadInputException(
          new Problem(
              "There is no directory of templates",
              directory.toString(),
              Files.exists(directory) ? "a file" : "nothing",
              "a directory with a folder for each format, such as latex",
              "Create it, or leave it out to have the built-in templates."));
    }
  }

  /** A misspelt name would be passed over without a word. */
  private static void requireReplacements(Path overrides, String folder) {
    try (Stream<Path> files = Files.list(overrides)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      for (String name : names) {
        boolean known = Templates.class.getResource(ROOT + folder + "/" + name) != null;
        if (name.endsWith(SUFFIX) && !name.startsWith(PART) && !known) {
          throw new BadInputException(
              new Problem(
                  "A template replaces no other",
                  overrides.resolve(name).toString(),
                  "a name that no built-in template has",
                  "the name of one, or one that begins with " + PART + " to be included",
                  "Rename the file as the documentation of templates lists them."));
        }
      }
    } catch (IOException e) {
      throw EnvironmentException.unreadable(overrides, e);
    }
  }
}
