package dev.interlock.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the first {@code interlock.yaml}: short, commented, and valid as it is. Pure. */
public final class StarterFile {
  private static final int WIDTH = 96;

  /** Where systems other than Debian's keep the authorities they trust. */
  private static final List<Path> CA_FILES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private final StringBuilder text = new StringBuilder();
  private final List<ModelDraft> models;
  private final Findings findings;

  private StarterFile(Findings findings) {
    this.findings = findings;
    this.models = findings.distinct();
  }

  /**
   * The file.
   *
   * @param findings with at least one model that answers prompts
   * @param caFile what this machine trusts, if it is not where Interlock looks
   */
  public static String render(Findings findings, LocalDate today, Optional<Path> caFile) {
    if (!findings.canRoute()) {
      throw new IllegalArgumentException("findings: no model (expected: one that answers prompts)");
    }
    var file = new StarterFile(findings);
    file.head(today);
    file.models();
    file.choice();
    file.policies();
    file.predictor();
    file.envoy(caFile);
    return file.text.toString();
  }

  /** The authorities this machine trusts, if they are not where Interlock looks unasked. */
  public static Optional<Path> unusualCaFile() {
    return CA_FILES.stream()
        .filter(Files::isReadable)
        .findFirst()
        .filter(file -> !file.equals(CA_FILES.getFirst()));
  }

  private void head(LocalDate today) {
    remark(0, "Written by `interlock init` on " + today + " from:");
    findings.sources().forEach(source -> line(0, "#   - " + source));
    remark(
        0,
        "Yours from here on: it is not written again unless you say --force. Next: `interlock"
            + " validate`, `interlock run`. Every key is explained in"
            + " docs/reference/configuration.md.");
    line(0, "version: 1");
    line(0, "");
  }

  private void models() {
    remark(
        0,
        "The models there are. Clients may also ask for each by its id; a name that is not here is"
            + " a 404. Quality is the share of your traffic that a model answers well: these are"
            + " guesses, and routing is as good as they are, so measure. Prices are USD per million"
            + " tokens as of the day beside them; `interlock validate` warns when they are old.");
    line(0, "models:");
    models.forEach(this::model);
    findings.notes().forEach(note -> remark(2, note));
    if (!findings.notes().isEmpty()) {
      line(0, "");
    }
  }

  private void model(ModelDraft model) {
    ModelDraft.Traits traits = model.traits();
    line(2, "- id: " + scalar(model.id()));
    line(4, "address: " + (isPlain(model.address()) ? model.address() : quoted(model.address())));
    if (!model.upstreamModel().equals(model.id())) {
      line(4, "upstream_model: " + scalar(model.upstreamModel()));
    }
    model
        .credential()
        .ifPresent(
            key ->
                line(
                    4,
                    "credential: {env: "
                        + key.variable()
                        + key.header().map(header -> ", header: " + header).orElse("")
                        + "}"));
    line(4, "apis: [" + String.join(", ", traits.apis()) + "]");
    traits
        .quality()
        .ifPresent(
            quality -> line(4, "quality: " + number(quality) + comment(traits.qualityFrom())));
    price(traits);
    line(4, "context_window: " + traits.contextWindow() + comment(traits.contextFrom()));
    if (!traits.capabilities().isEmpty()) {
      line(4, "capabilities: [" + String.join(", ", traits.capabilities()) + "]");
    }
    if (traits.local()) {
      line(4, "site: on-prem");
      line(4, "tags: [on-prem]");
    }
    line(0, "");
  }

  private void price(ModelDraft.Traits traits) {
    if (traits.price().isPresent()) {
      ListPrice price = traits.price().get();
      String asOf = price.asOf().map(day -> ", as_of: " + day).orElse("");
      line(
          4,
          "price: {input: %s, output: %s%s}%s"
              .formatted(
                  number(price.input()), number(price.output()), asOf, comment(price.source())));
    } else if (traits.local()) {
      line(4, "price: {input: 0, output: 0}" + comment("no list price: put what it costs you"));
    } else {
      line(4, "# price: {input: USD, output: USD, as_of: DAY}  # not known; counts as free");
    }
  }

  private void choice() {
    List<ModelDraft> candidates = models.stream().filter(ModelDraft::generates).toList();
    remark(
        0,
        "What clients ask for. Interlock picks, per request, the cheapest candidate that is expected"
            + " to be good enough; `default` answers when it cannot tell.");
    line(0, "virtual_models:");
    line(2, "- name: " + scalar(autoName()));
    String ids = candidates.stream().map(m -> scalar(m.id())).collect(Collectors.joining(", "));
    line(4, "models: [" + ids + "]");
    line(4, "default: " + scalar(middle(candidates).id()));
    line(0, "");
  }

  /** {@code auto}, unless a model is called that. */
  private String autoName() {
    return Stream.of("auto", "interlock-auto")
        .filter(name -> models.stream().noneMatch(model -> model.id().equals(name)))
        .findFirst()
        .orElse("interlock");
  }

  /** Neither the weakest nor the dearest, and one that most clients can talk to. */
  private static ModelDraft middle(List<ModelDraft> candidates) {
    List<ModelDraft> chatting =
        candidates.stream().filter(model -> model.traits().apis().contains("chat")).toList();
    List<ModelDraft> eligible = chatting.isEmpty() ? candidates : chatting;
    return eligible.stream()
        .sorted(Comparator.comparingDouble(model -> model.traits().quality().orElse(0.0)))
        .skip(eligible.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private void policies() {
    remark(
        0,
        "Rules in CEL; what they may read is in docs/reference/expressions.md. Every rule whose"
            + " `when` holds applies: each `allow` binds, every other field comes from the first"
            + " that states it.");
    List<String> commented =
        models.stream().anyMatch(model -> model.traits().local())
            ? List.of(
                "- name: contracts stay here",
                "  when: signals.domain == 'law'",
                "  allow: \"'on-prem' in model.tags\"       # binds; `failsafe` must then be one, too")
            : List.of(
                "- name: no previews for strangers",
                "  when: \"'x-tenant' in request.headers && request.headers['x-tenant'] == 'public'\"",
                "  allow: \"!model.id.contains('preview')\"");
    line(0, "policies:");
    commented.forEach(rule -> line(2, "# " + rule));
    line(2, "- name: hard questions need a strong model");
    line(4, "when: signals.difficulty > 0.8");
    line(4, "objective: {quality: 0.85}");
    line(2, "- name: everything else");
    line(4, "objective: {quality: 0.6}   # at least this chance of a sufficient answer");
    line(0, "");
  }

  private void predictor() {
    remark(
        0,
        "What models can be expected to make of a prompt: by their `quality` and the bundle that is"
            + " shipped, until `interlock train` has made yours from graded answers.");
    line(0, "predictor: {bundle: default}");
    line(0, "");
  }

  private void envoy(Optional<Path> caFile) {
    remark(
        0,
        "What Envoy does alone while Interlock is down or slow: this model answers, whatever is"
            + " asked of it. Left out, it is the `default` above.");
    List<ModelDraft> candidates = models.stream().filter(ModelDraft::generates).toList();
    line(0, "failsafe: {model: " + scalar(middle(candidates).id()) + "}");
    line(0, "");
    remark(
        0,
        "Clients connect to 127.0.0.1:10000, Envoy finds Interlock at unix:/tmp/interlock.sock, the"
            + " admin interfaces are on 9901 and 9902, health and metrics on 9903. To change that:");
    line(0, "# listen: unix:/run/interlock/interlock.sock");
    line(0, "# envoy: {listen: \"0.0.0.0:10000\"}");
    caFile.ifPresent(file -> line(0, "envoy: {ca_file: " + file + "}"));
  }

  private void line(int indent, String content) {
    text.append(" ".repeat(content.isEmpty() ? 0 : indent)).append(content).append('\n');
  }

  private void remark(int indent, String prose) {
    var line = new StringBuilder("#");
    for (String word : prose.strip().split("\\s+", -1)) {
      if (indent + line.length() + 1 + word.length() > WIDTH) {
        line(indent, line.toString());
        line.setLength(1);
      }
      line.append(' ').append(word);
    }
    line(indent, line.toString());
  }

  private static String comment(String remark) {
    return remark.isEmpty() ? "" : "   # " + remark.replaceAll("\\s+", " ");
  }

  private static String number(double value) {
    String digits = String.format(Locale.ROOT, "%.6f", value);
    return digits.replaceFirst("\\.?0+$", "");
  }

  private static boolean isPlain(String address) {
    return address.matches("https?://[A-Za-z0-9./:_-]+");
  }

  /** {@code value} as YAML reads it, in a list or outside, and without variables. */
  private static String scalar(String value) {
    boolean plain =
        value.matches("[A-Za-z][A-Za-z0-9._/-]*") && !value.matches("(?i)true|false|null");
    return plain ? value : quoted(value.replace("${", "$${"));
  }

  private static String quoted(String value) {
    return '"'
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "")
        + '"';
  }
}
