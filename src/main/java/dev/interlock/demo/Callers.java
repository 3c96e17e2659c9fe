package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Two tenants with a key each, and a rule for one of them. */
final class Callers {
  private static final String RULE =
      "{name: acme stays on-prem, when: caller.tenant == 'acme', allow: \"'on-prem' in model.tags\"}";

  private Callers() {}

  /** Makes a configuration for it. */
  static void configure(DemoFile file) throws IOException {
    String acme = caller(file, "acme");
    String globex = caller(file, "globex");
    file.addRule(RULE, "callers: {api_keys: {keys: [" + acme + ", " + globex + "]}}");
  }

  /** On a stage so configured. */
  static boolean play(Stage stage) throws IOException, InterruptedException {
    Prompt prompt = Prompt.labelled("mathematics");
    stage.title("Envoy checks keys (callers), and a rule keeps one of two tenants on-prem:");
    Answer acme = stage.client().ask(prompt, authorization("acme"));
    Answer globex = stage.client().ask(prompt, authorization("globex"));
    Answer nobody = stage.client().ask(prompt, Map.of());
    stage.line("a hard question with acme's key   -> " + acme.model());
    stage.line("the same with globex's key        -> " + globex.model());
    stage.line("the same without a key            -> HTTP " + nobody.status());
    return acme.status() == 200
        && globex.status() == 200
        && !acme.model().equals(globex.model())
        && nobody.status() == 401;
  }

  private static String caller(DemoFile file, String tenant) throws IOException {
    var key = file.path().toAbsolutePath().resolveSibling(tenant + ".key");
    Files.writeString(key, key(tenant));
    return "{name: %1$s, key: {file: %2$s}, tenant: %1$s}".formatted(tenant, key);
  }

  private static Map<String, String> authorization(String tenant) {
    return Map.of("authorization", "Bearer " + key(tenant));
  }

  private static String key(String tenant) {
    return "the-demo-key-of-" + tenant;
  }
}
