package dev.interlock.signal.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.Encoding;
import dev.interlock.signal.SignalFixture;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import dev.interlock.signal.language.LanguageDetector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntentSignalTest {
  private static final List<Intent> INTENTS =
      List.of(
          new Intent(
              "contract-extraction",
              List.of(
                  "extract the parties from this contract",
                  "list the termination clauses of the contract",
                  "which payment terms does this agreement contain",
                  "pull the effective date out of the agreement",
                  "find the liability clause in this contract")),
          new Intent(
              "risk-summary",
              List.of(
                  "summarise the risk disclosures of this filing",
                  "what are the main risks named in the annual report",
                  "give me a summary of risk factors",
                  "write a risk summary for the board",
                  "condense the market risk section")));

  private final IntentSignal signal = IntentSignal.train(INTENTS, EncoderFixture.characters());

  @Test
  void a_paraphrase_is_recognised_with_its_runner_up() {
    var label = label("extract the termination clauses from this agreement");
    assertThat(label.label()).isEqualTo("contract-extraction");
    assertThat(label.runnerUp()).isEqualTo("risk-summary");
    assertThat(label.confidence()).isBetween(0.3, 1.0);
  }

  @Test
  void another_intent_is_told_apart() {
    assertThat(label("a short summary of the risk factors please").label())
        .isEqualTo("risk-summary");
  }

  @Test
  void anything_else_is_none() {
    assertThat(label("how do I bake bread").label()).isEqualTo(IntentSignal.NONE);
    assertThat(label("play some jazz").label()).isEqualTo(IntentSignal.NONE);
  }

  @Test
  void without_intents_everything_is_none() {
    IntentSignal none = IntentSignal.train(List.of(), EncoderFixture.characters());
    SignalSet set = SignalFixture.evaluate(none, SignalFixture.request("extract the parties"));
    assertThat(set.label("intent", "")).isEqualTo(IntentSignal.NONE);
  }

  @Test
  void examples_in_another_language_change_nothing_for_english() {
    for (String text :
        List.of(
            "extract the termination clauses from this agreement",
            "a short summary of the risk factors please",
            "how do I bake bread",
            "contract")) {
      assertThat(intent(BILINGUAL, text)).isEqualTo(intent(signal, text));
    }
  }

  @Test
  void an_intent_is_told_in_the_language_of_its_examples() {
    assertThat(intent(BILINGUAL, "Nenne die Kündigungsklauseln, die in dem Vertrag stehen"))
        .isInstanceOfSatisfying(
            SignalValue.Label.class,
            label -> assertThat(label.label()).isEqualTo("contract-extraction"));
    assertThat(intent(BILINGUAL, "Fasse bitte die Risiken aus dem Geschäftsbericht zusammen"))
        .isInstanceOfSatisfying(
            SignalValue.Label.class, label -> assertThat(label.label()).isEqualTo("risk-summary"));
  }

  @Test
  void where_it_is_not_sure_the_intent_is_unavailable() {
    assertThat(intent(BILINGUAL, "Wann fährt heute der letzte Bus nach Hause?"))
        .isInstanceOf(SignalValue.Unavailable.class);
    assertThat(intent(BILINGUAL, "Quelle est la différence entre un virus et une bactérie ?"))
        .isEqualTo(new SignalValue.Unavailable("no examples in this language"));
    assertThat(intent(signal, "Wann fährt heute der letzte Bus nach Hause?"))
        .isEqualTo(new SignalValue.Unavailable("no examples in this language"));
  }

  @Test
  void foreign_words_in_an_example_do_not_make_a_language() {
    var alien = new Intent("a", List.of("how do you say je ne sais quoi", "¿dónde está?"));
    assertThat(ExampleLanguages.of(List.of(alien), LanguageDetector.shipped()))
        .containsOnlyKeys("en");
  }

  @Test
  void a_language_that_is_not_known_is_no_language_of_examples() {
    var georgian = new Intent("a", List.of("გამარჯობა", "როგორ ხარ?", "რა დროა?"));
    var armenian = new Intent("b", List.of("Ե՞րբ է գալիս", "Ո՞ւր է գնացքը", "Բարև ձեզ"));
    assertThat(ExampleLanguages.of(List.of(georgian, armenian), LanguageDetector.shipped()))
        .containsOnlyKeys("en");
  }

  @Test
  void fewer_than_three_examples_make_no_language() {
    var one = new Intent("a", List.of("will it rain today", "Regnet es heute noch in Hamburg?"));
    var two = new Intent("b", List.of("play some jazz", "Spiel bitte etwas ruhige Musik"));
    var three = new Intent("c", List.of("lights off", "Mach bitte das Licht in der Küche aus"));
    var detector = LanguageDetector.shipped();
    assertThat(ExampleLanguages.of(List.of(one, two), detector)).containsOnlyKeys("en");
    assertThat(ExampleLanguages.of(List.of(one, two, three), detector))
        .containsOnlyKeys("en", "de");
  }

  @Test
  void another_language_takes_no_example_from_english() {
    var detector = LanguageDetector.shipped();
    var jargon = List.of("k8s", "gitlab ci", "helm nginx ingress", "jest");
    var music =
        new Intent("music", List.of("play some of the music that I like", "next song please"));
    var german =
        List.of(
            "Starte bitte den Dienst neu",
            "Warum schlägt der Bau fehl?",
            "Zeig mir die Protokolle von heute");
    List<String> both = new ArrayList<>(jargon);
    both.addAll(german);

    var before = ExampleLanguages.of(List.of(new Intent("devops", jargon), music), detector);
    var after = ExampleLanguages.of(List.of(new Intent("devops", both), music), detector);

    assertThat(after).containsOnlyKeys("en", "de");
    assertThat(after.get("en")).isEqualTo(before.get("en"));
    assertThat(after.getOrDefault("de", List.of()))
        .first()
        .satisfies(intent -> assertThat(intent.examples()).containsAll(german));
  }

  private SignalValue.Label label(String text) {
    SignalSet set =
        SignalFixture.evaluate(signal, SignalFixture.request(text), EncoderFixture.characters());
    return (SignalValue.Label) set.get("intent");
  }

  private static SignalValue intent(IntentSignal signal, String text) {
    Encoding encoding = EncoderFixture.characters().encode(text, Deadline.NEVER);
    return signal.intent(text, encoding, LanguageDetector.shipped().detect(text));
  }

  private static final IntentSignal BILINGUAL =
      IntentSignal.train(
          List.of(
              and(
                  INTENTS.get(0),
                  "Zieh die Parteien aus diesem Vertrag heraus",
                  "Liste die Kündigungsklauseln des Vertrags auf",
                  "Welche Zahlungsbedingungen stehen in der Vereinbarung?",
                  "Wann tritt der Vertrag in Kraft?",
                  "Finde die Haftungsklausel in diesem Vertrag"),
              and(
                  INTENTS.get(1),
                  "Fasse die Risiken dieses Berichts zusammen",
                  "Was sind die wichtigsten Risiken im Geschäftsbericht?",
                  "Gib mir eine Zusammenfassung der Risikofaktoren",
                  "Schreib eine Risikoübersicht für den Vorstand",
                  "Kürze den Abschnitt über die Marktrisiken")),
          EncoderFixture.characters());

  private static Intent and(Intent intent, String... examples) {
    var all = new ArrayList<String>(intent.examples());
    all.addAll(List.of(examples));
    return new Intent(intent.name(), all);
  }
}
