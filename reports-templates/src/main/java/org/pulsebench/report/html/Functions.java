package org.pulsebench.report.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pulsebench.report.Answers;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Names;
import org.pulsebench.report.Report;

/** What the templates of the page can call. */
final class Functions {

  private static final Pattern SIGN = Pattern.compile("(?<![\\p{L}\\p{N}.-])-(?=\\d)");
  private static final Pattern BEFORE_PERCENT = Pattern.compile("(?<=\\d) (?=%)");

  private Functions() {}

  /** Returns the functions by the names that templates call them by. */
  static Map<String, Object> all() {
    Map<String, Object> functions = new LinkedHashMap<>();
    functions.put("shown", of(Entry.class, entry -> minus(entry.text())));
    functions.put("symbols", of(String.class, text -> markup(symbols(text))));
    functions.put("kind", of(Object.class, object -> object.getClass().getSimpleName()));
    functions.put(
        "detail",
        of(Entry.class, one -> EntryWords.lines(one).stream().map(Functions::minus).toList()));
    functions.put(
        "difference", of(Entry.class, one -> minus(EntryWords.difference(one).orElse(""))));
    functions.put("brief", of(Entry.class, one -> minus(EntryWords.brief(one).orElse(""))));
    functions.put("share", of(Entry.class, Functions::share));
    functions.put("chart", of(Figure.Panel.class, panel -> markup(SvgChart.of(panel))));
    functions.put("subjects", of(Answers.class, SubjectMap::of));
    functions.put("markup", of(SubjectMap.class, map -> markup(map.svg())));
    functions.put("questions", of(Report.class, one -> markup(QuestionsJson.of(one.answers()))));
    functions.put("method", of(String.class, Names::method));
    functions.put("legend", of(Figure.class, figure -> Legend.of(figure)));
    functions.put("sample", of(Figure.Style.class, style -> markup(SvgChart.sample(style))));
    return functions;
  }

  private static <T> TemplateMethodModelEx of(Class<T> type, Function<T, Object> function) {
    return arguments -> {
      if (arguments.size() != 1) {
        throw new TemplateModelException(
            "one argument is expected, " + arguments.size() + " were given");
      }
      Object argument =
          DeepUnwrap.permissiveUnwrap((freemarker.template.TemplateModel) arguments.get(0));
      if (!type.isInstance(argument)) {
        throw new TemplateModelException(
            "a " + type.getSimpleName() + " is expected, " + found(argument) + " was given");
      }
      return function.apply(type.cast(argument));
    };
  }

  private static String found(Object argument) {
    return argument == null || argument instanceof TemplateHashModel
        ? "nothing"
        : "a " + argument.getClass().getSimpleName();
  }

  /** Sets a sign as a sign, where it is not the hyphen of a word or the exponent of a number. */
  static String minus(String text) {
    return SIGN.matcher(text).replaceAll("\u2212");
  }

  private static Object markup(String html) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a text as HTML in which the paper's symbols are set as such. */
  static String symbols(String text) {
    String tied = BEFORE_PERCENT.matcher(minus(text)).replaceAll("\u202f");
    return HTMLOutputFormat.INSTANCE
        .escapePlainText(tied)
        .replace("D_unlearn", "<i>D</i><sub>unlearn</sub>")
        .replace("D_retain", "<i>D</i><sub>retain</sub>");
  }

  /** Returns a per cent as a share of the whole, cut to 0 and 1, for bars and shades. */
  private static Object share(Entry entry) {
    return entry instanceof Entry.Value value
        ? Math.round(Math.max(0, Math.min(100, value.value())) * 10) / 1000.0
        : 0.0;
  }

  static List<String> names() {
    return List.copyOf(all().keySet());
  }
}
