package org.pulsebench.plugin.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.pulsebench.plugin.gate.Gate.Tolerance;

/** The beans as Maven fills them from a POM. */
class GateXmlTest {

  /** What holds a gate, as a goal does; in a package of its own in the real plugin. */
  static final class Holder {
    GateConfiguration gate;
  }

  @Test
  void maven_fills_every_element_of_a_gate() throws Exception {
    GateConfiguration configuration =
        configured(
            """
            <configuration>
              <gate>
                <baseline>src/pulse/baseline.json</baseline>
                <haltOnFailure>false</haltOnFailure>
                <missingMetric>warn</missingMetric>
                <rules>
                  <rule>
                    <name>forgets the people</name>
                    <protocol>fine-tuned</protocol>
                    <set>unlearn</set>
                    <maximum>40</maximum>
                  </rule>
                  <rule>
                    <protocol>fine-tuned</protocol>
                    <method>ga</method>
                    <trainedParts>llm</trainedParts>
                    <set>retain</set>
                    <modality>text</modality>
                    <metric>derived</metric>
                    <requests>1</requests>
                    <scorer>open</scorer>
                    <minimum>10</minimum>
                    <maximumLoss>5 %</maximumLoss>
                    <within>5</within>
                    <published>71</published>
                    <require>worst</require>
                  </rule>
                </rules>
              </gate>
            </configuration>
            """);
    assertThat(configuration.baseline).isEqualTo(new File("src/pulse/baseline.json"));
    Gate gate = Gate.of(configuration, Optional.empty());
    assertThat(gate.haltOnFailure()).isFalse();
    assertThat(gate.tolerated()).isEqualTo(Set.of(Tolerance.MISSING_METRIC));
    assertThat(gate.rules())
        .extracting(GateRule::words)
        .containsExactly("accuracy of unlearn", "per cent kept of retain/text");
    assertThat(gate.rules().get(1).bounds()).hasSize(3);
  }

  private static GateConfiguration configured(String xml) throws Exception {
    Holder holder = new Holder();
    ClassRealm realm = new ClassWorld("test", GateXmlTest.class.getClassLoader()).getRealm("test");
    new BasicComponentConfigurator()
        .configureComponent(
            holder, new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(xml))), realm);
    return holder.gate;
  }
}
