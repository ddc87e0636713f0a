package org.pulsebench.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PorterStemmerTest {

  @Test
  void words_have_the_stems_of_nltk() {
    JsonNode stems = MetricsReference.json("text.json").path("stems");
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> found = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> stem : stems.properties()) {
      expected.put(stem.getKey(), stem.getValue().textValue());
      found.put(stem.getKey(), PorterStemmer.stem(stem.getKey()));
    }
    assertThat(found).hasSizeGreaterThan(2000).isEqualTo(expected);
  }

  /** The examples of Porter's paper, where NLTK leaves them as they are. */
  @ParameterizedTest
  @CsvSource({
    "caresses,caress",
    "ponies,poni",
    "cats,cat",
    "feed,feed",
    "agreed,agre",
    "plastered,plaster",
    "bled,bled",
    "motoring,motor",
    "conflated,conflat",
    "hopping,hop",
    "falling,fall",
    "filing,file",
    "happy,happi",
    "relational,relat",
    "vietnamization,vietnam",
    "sensibiliti,sensibl",
    "triplicate,triplic",
    "goodness,good",
    "adoption,adopt",
    "rate,rate",
    "cease,ceas",
    "controll,control",
    "roll,roll"
  })
  void the_algorithm_is_porters(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({
    "skies,sky",
    "dying,die",
    "dies,die",
    "died,die",
    "enjoy,enjoy",
    "by,by",
    "spy,spi",
    "geology,geolog",
    "news,news"
  })
  void the_extensions_are_nltks(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({"'',''", "s,s", "ED,ed", "Painting,paint", "1990s,1990", "y,y"})
  void any_word_has_a_stem_in_lower_case(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }
}
