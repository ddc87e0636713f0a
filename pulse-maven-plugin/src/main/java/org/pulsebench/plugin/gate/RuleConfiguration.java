package org.pulsebench.plugin.gate;

/**
 * The element {@code <rule>}: which number, and what bounds it keeps.
 *
 * <p>Which number: {@code <protocol>} and {@code <set>}, and whatever of {@code <method>}, {@code
 * <trainedParts>}, {@code <modality>}, {@code <metric>}, {@code <task>}, {@code <questions>},
 * {@code <requests>} and {@code <scorer>} is not to be as usual. What bounds: at least one of
 * {@code <minimum>}, {@code <maximum>}, {@code <maximumLoss>} and {@code <within>}; each is judged
 * by itself. A value that equals its bound keeps it.
 */
public final class RuleConfiguration {

  /**
   * What messages and reports call the rule. Type: text. Default: the number in words. Example:
   * {@code <name>forgets the people</name>}.
   */
  String name;

  /**
   * The name of a protocol of the experiment. Type: text. Needed. Example: {@code
   * <protocol>fine-tuned</protocol>}.
   */
  String protocol;

  /**
   * The name of a method. Type: text. Default: every method of the protocol, each by itself.
   * Example: {@code <method>ga-klr</method>}.
   */
  String method;

  /**
   * The parts of the model that unlearning was allowed to change. Type: {@code projector+llm},
   * {@code llm} and the like. Default: every choice of the protocol, each by itself. Example:
   * {@code <trainedParts>llm</trainedParts>}.
   */
  String trainedParts;

  /**
   * The questions. Type: {@code unlearn} (what must go), {@code retain} (what must stay) or {@code
   * exam} (general ability). Needed. Example: {@code <set>unlearn</set>}.
   */
  String set;

  /**
   * The modality of the questions. Type: {@code multimodal} (with a picture) or {@code text}.
   * Default: both together. Not of the exam. Example: {@code <modality>text</modality>}.
   */
  String modality;

  /**
   * The number. Type: {@code accuracy}; {@code derived} (the PULSE paper's per cent of the accuracy
   * before unlearning that are forgotten, of the unlearn set, or kept, of the others); {@code area}
   * (under the accuracies of a sequence of requests; of {@code retain} and {@code exam}); of
   * published tasks {@code forget-quality} (of {@code unlearn}), {@code utility}, and {@code drift}
   * (of the forget quality of {@code unlearn}, of the utility of {@code retain}; summed over the
   * tasks). Unit: per cent, of scores a hundred times what reports show. Default: {@code accuracy}.
   * Example: {@code <metric>derived</metric>}.
   */
  String metric;

  /**
   * A published task, for {@code forget-quality} and {@code utility}. Type: its name. Default: all
   * tasks together. Example: {@code <task>A</task>}.
   */
  String task;

  /**
   * The form of the questions about published tasks. Type: {@code base} (as they were first asked)
   * or {@code variants} (their paraphrases). Default: {@code base}. Example: {@code
   * <questions>variants</questions>}.
   */
  String questions;

  /**
   * After how many requests. Type: a whole number; 0 is before unlearning. Default: the last. Not
   * of an area. Example: {@code <requests>2</requests>}.
   */
  String requests;

  /**
   * How answers were judged. Type: {@code letter}, {@code likelihood}, {@code
   * likelihood-normalised} or {@code open}, if the protocol has it. Default: the protocol's own.
   * Example: {@code <scorer>open</scorer>}.
   */
  String scorer;

  /**
   * The least that is allowed. Type: a number from 0 to 100. Unit: per cent. Example: {@code
   * <minimum>62.5</minimum>}.
   */
  String minimum;

  /**
   * The most that is allowed. Type: a number from 0 to 100. Unit: per cent. Example: {@code
   * <maximum>40</maximum>}.
   */
  String maximum;

  /**
   * How much worse than in the baseline it may be, in the metric's own bad direction: up for the
   * accuracy of the unlearn set, down for everything else. Type: points, or per cent of the
   * baseline's value with {@code %}. Never taken tighter than the noise: the half width of the
   * interval and the range over the seeds, here and in the baseline, whichever is greatest. Needs
   * {@code <baseline>}. Examples: {@code <maximumLoss>3</maximumLoss>}, {@code <maximumLoss>5
   * %</maximumLoss>}.
   */
  String maximumLoss;

  /**
   * How far it may be from the published value, to either side. Type: a number from 0 to 100. Unit:
   * points. Never taken tighter than the published value is known. Example: {@code
   * <within>5</within>}.
   */
  String within;

  /**
   * The published value for {@code <within>}. Type: a number from 0 to 100. Unit: per cent.
   * Default: the PULSE paper's, of its own protocols at the size of the paper. Example: {@code
   * <published>71</published>}.
   */
  String published;

  /**
   * What has to keep the bounds. Type: {@code mean} (over the seeds); {@code interval} (the whole
   * 95 % interval: from the lowest lower end to the highest upper end of the seeds' own intervals);
   * {@code worst} (every seed). Default: {@code mean}. Example: {@code
   * <require>interval</require>}.
   */
  String require;
}
