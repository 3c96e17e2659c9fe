package dev.interlock.signal.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.signal.English;
import dev.interlock.signal.SignalFixture;
import dev.interlock.signal.SignalValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageSignalTest {
  private final LanguageSignal signal = new LanguageSignal();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | What is the capital of France?",
        "en | set an alarm for seven in the morning",
        "en | Translate the French word pamplemousse for me",
        "de | Wie wird das Wetter morgen in Hamburg?",
        "de | Schreibe bitte eine kurze Geschichte über einen Bären",
        "fr | Quelle est la différence entre un virus et une bactérie ?",
        "es | ¿Cuál es la diferencia entre un virus y una bacteria?",
        "it | Qual è la differenza tra un virus e un batterio?",
        "pt | Qual é a diferença entre um vírus e uma bactéria?",
        "nl | Wat is het verschil tussen een virus en een bacterie?",
        "pl | Jaka jest różnica między wirusem a bakterią?",
        "sv | Vad är skillnaden mellan ett virus och en bakterie?",
        "tr | Virüs ile bakteri arasındaki fark nedir ve neden önemli?",
        "cs | Jaký je rozdíl mezi virem a bakterií a proč je to důležité?",
        "ru | В чём разница между вирусом и бактерией?",
        "uk | Яка різниця між вірусом і бактерією та чому це важливо?",
        "el | Ποια είναι η διαφορά ανάμεσα σε ιό και βακτήριο;",
        "ar | ما الفرق بين الفيروس والبكتيريا؟",
        "he | מה ההבדל בין נגיף לחיידק?",
        "hi | वायरस और बैक्टीरिया में क्या अंतर है?",
        "th | ไวรัสกับแบคทีเรียต่างกันอย่างไร",
        "zh | 病毒和细菌有什么区别?",
        "ja | ウイルスと細菌の違いは何ですか?",
        "ko | 바이러스와 세균의 차이는 무엇인가요?",
        "de | wetter berlin",
        "de | Kontostand bitte",
        "fr | Météo Marseille",
        "es | ¿Anuncian temporal mañana?",
        "unknown | qwertz zxcvb",
        "unknown | asdfasdf",
        "unknown | sdkfjh wkejr",
        "es | quiero café",
        "ru | Погода",
        "zh | 能告诉我bonjour是什么意思吗？",
        "fi | Millainen sää huomenna on?",
        "hu | Milyen idő lesz holnap?",
        "vi | Thời tiết hôm nay thế nào?",
        "unknown | 12345 + 678 = ?",
      })
  void languages(String expected, String text) {
    assertThat(label(text).label()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't know",
        "las vegas weather today",
        "open jazz",
        "delete item",
        "NullPointerException in JUnit",
        "kubectl get pods",
        "add Previsão to my Nação Reggae playlist",
        "SELECT * FROM users WHERE id = 3",
        "Hi",
        "hello",
        "java",
        "sql join",
        "entropy",
        "k8s",
        "401k",
        "gitlab ci",
        "kafka",
        "no",
        "qwertz zxcvb"
      })
  void english_is_not_taken_for_another(String text) {
    assertThat(English.isAnother(label(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"გამარჯობა, როგორ ხარ?", "আজ আবহাওয়া কেমন?", "Ե՞րբ է գալիս գնացքը"})
  void a_script_that_english_is_not_written_in_is_surely_not_english(String text) {
    SignalValue.Label label = label(text);
    assertThat(label.label()).isEqualTo("unknown");
    assertThat(English.isAnother(label)).isTrue();
  }

  @Test
  void letters_of_formulas_are_of_no_language() {
    assertThat(label("\u2115 \u2282 \u2124 \u2282 \u211a").confidence()).isZero();
  }

  @Test
  void a_text_that_does_not_tell_is_nobodys() {
    assertThat(label("12345 + 678 = ?").confidence()).isZero();
  }

  private SignalValue.Label label(String text) {
    return (SignalValue.Label)
        SignalFixture.evaluate(signal, SignalFixture.request(text)).get("language");
  }
}
