package org.pulsebench.experiment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.evaluation.judge.HttpJudgeOptions;
import org.pulsebench.evaluation.judge.TokenPrices;
import org.pulsebench.json.JsonFields;

/** Reads the field {@code judging} of an experiment file. */
final class JudgingFields {

  private static final String JUDGE = "judge";
  private static final String RULES = "rules";
  private static final String ENDPOINT = "endpoint";
  private static final String PRICE_IN = "priceIn";
  private static final String PRICE_OUT = "priceOut";

  private JudgingFields() {}

  static Judging read(JsonFields experiment) {
    if (!experiment.has("judging")) {
      return Judging.DEFAULT;
    }
    JsonFields fields = experiment.object("judging");
    fields.requireOnly(List.of("variants", "answerTokens", JUDGE));
    return new Judging(
        fields.wholeNumber("variants", 0, MlubenchQuestion.VARIANTS, MlubenchQuestion.VARIANTS),
        fields.wholeNumber("answerTokens", 1, Integer.MAX_VALUE, Judging.PUBLISHED_TOKENS),
        model(fields));
  }

  private static Optional<Judging.Model> model(JsonFields fields) {
    if (!fields.has(JUDGE) || fields.get(JUDGE).asText().equals(RULES)) {
      return Optional.empty();
    }
    if (!fields.get(JUDGE).isObject()) {
      throw fields.bad(JUDGE, fields.get(JUDGE), RULES + ", or an object with endpoint and model");
    }
    JsonFields model = fields.object(JUDGE);
    model.requireOnly(
        List.of(ENDPOINT, "model", "token", "pictures", "truth", PRICE_IN, PRICE_OUT));
    HttpJudgeOptions options = HttpJudgeOptions.of(endpoint(model), model.requiredText("model"));
    if (model.has("token")) {
      options = options.withToken(model.requiredText("token"));
    }
    if (model.flag("pictures", false)) {
      options = options.withPictures();
    }
    return Optional.of(new Judging.Model(options, model.flag("truth", false), prices(model)));
  }

  private static URI endpoint(JsonFields model) {
    String text = model.requiredText(ENDPOINT);
    try {
      URI address = new URI(text);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Refused like every other text that is no address.
    }
    throw model.bad(ENDPOINT, text, "an address such as https://host.example/v1");
  }

  private static Optional<TokenPrices> prices(JsonFields model) {
    if (!model.has(PRICE_IN) && !model.has(PRICE_OUT)) {
      return Optional.empty();
    }
    String expected = "the price of a million tokens; both prices, or none";
    return Optional.of(
        new TokenPrices(model.number(PRICE_IN, 0, expected), model.number(PRICE_OUT, 0, expected)));
  }
}
