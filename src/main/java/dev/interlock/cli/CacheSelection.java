package dev.interlock.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which kept answers are meant: those that have everything that is stated. */
final class CacheSelection {
  @Option(
      names = "--entry",
      paramLabel = "ID",
      description = "An entry, by its id or the beginning of it.")
  private Optional<String> entry = Optional.empty();

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Those of callers who work for this tenant.")
  private Optional<String> tenant = Optional.empty();

  @Option(
      names = "--virtual-model",
      paramLabel = "NAME",
      description = "Those to requests for this virtual model.")
  private Optional<String> virtualModel = Optional.empty();

  @Option(names = "--model", paramLabel = "ID", description = "Those that this model gave.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--intent",
      paramLabel = "NAME",
      description = "Those to requests with this intent.")
  private Optional<String> intent = Optional.empty();

  @Option(names = "--tag", paramLabel = "TAG", description = "Those that a rule gave this tag.")
  private Optional<String> tag = Optional.empty();

  boolean isEmpty() {
    return parameters().isEmpty();
  }

  /** As the admin interface reads it, with {@code more} parameters. */
  String query(Map<String, String> more) {
    Map<String, String> all = parameters();
    all.putAll(more);
    return all.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Map<String, String> parameters() {
    if (entry.filter(String::isBlank).isPresent()) {
      // Every id begins with nothing.
      throw new Failure(2, "--entry: empty (expected: an id, or the beginning of one)");
    }
    var stated = new TreeMap<String, String>();
    entry.ifPresent(value -> stated.put("entry", value));
    tenant.ifPresent(value -> stated.put("tenant", value));
    virtualModel.ifPresent(value -> stated.put("virtual_model", value));
    model.ifPresent(value -> stated.put("model", value));
    intent.ifPresent(value -> stated.put("intent", value));
    tag.ifPresent(value -> stated.put("tag", value));
    return stated;
  }
}
