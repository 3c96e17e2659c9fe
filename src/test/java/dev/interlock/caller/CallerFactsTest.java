package dev.interlock.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Credential;
import dev.interlock.inference.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerFactsTest {
  private static final Caller UNIDENTIFIED = new Caller.Unidentified();
  private static final Caller.Known ACME =
      new Caller.Known("acme", "ada", List.of("research"), "trials");

  @Test
  void a_key_stands_for_whom_the_configuration_says() {
    Optional<Path> nowhere = Optional.empty();
    var key = new ApiKey("acme-lab", new Credential.Source.Environment("ACME"), ACME);
    var keys = new CallerSource.ApiKeys(List.of(key), nowhere);

    assertThat(read(keys, false, Map.of(List.of("key"), List.of("acme-lab")))).isEqualTo(ACME);
    assertThat(read(keys, false, Map.of(List.of("key"), List.of("gone")))).isEqualTo(UNIDENTIFIED);
    assertThat(read(keys, true, Map.of(List.of("key"), List.of("gone")))).isEqualTo(UNIDENTIFIED);
    assertThat(read(keys, false, Map.of())).isEqualTo(UNIDENTIFIED);
    assertThat(read(keys, true, Map.of())).isEqualTo(Caller.anonymous());
  }

  @Test
  void a_tokens_claims_are_below_its_payload() {
    var paths =
        new FactPaths(List.of("org", "id"), List.of("sub"), List.of("roles"), List.of("purpose"));
    var tokens = new CallerSource.Jwt(List.of(), paths);
    List<String> issuer = List.of("payload", "iss");
    List<String> tenant = List.of("payload", "org", "id");

    assertThat(
            read(
                tokens,
                false,
                Map.of(
                    issuer,
                    List.of("https://id.example"),
                    tenant,
                    List.of("acme"),
                    List.of("payload", "sub"),
                    List.of("ada"),
                    List.of("payload", "roles"),
                    List.of("research"),
                    List.of("payload", "purpose"),
                    List.of("trials"))))
        .isEqualTo(ACME);
    assertThat(read(tokens, true, Map.of(issuer, List.of("https://id.example"))))
        .isEqualTo(UNIDENTIFIED);
    assertThat(read(tokens, true, Map.of())).isEqualTo(Caller.anonymous());
    assertThat(read(tokens, false, Map.of(tenant, List.of("acme", "globex"))))
        .isEqualTo(UNIDENTIFIED);
  }

  @Test
  void what_an_earlier_filter_says_is_at_its_place() {
    var paths = new FactPaths(List.of("tenant"), List.of(), List.of("groups"), List.of());
    var metadata = new CallerSource.Metadata("gateway", paths);

    assertThat(
            read(
                metadata,
                false,
                Map.of(List.of("tenant"), List.of("acme"), List.of("groups"), List.of("a", "b"))))
        .isEqualTo(new Caller.Known("acme", "", List.of("a", "b"), ""));
    assertThat(read(metadata, false, Map.of(List.of("tenant"), List.of(""))))
        .isEqualTo(UNIDENTIFIED);
  }

  @Test
  void a_person_is_in_no_text() {
    assertThat(ACME.toString()).doesNotContain("ada");
  }

  private static Caller read(
      CallerSource source, boolean anonymous, Map<List<String>, List<String>> texts) {
    var facts = new CallerFacts(new CallerSettings(source, anonymous, 0));
    return facts.read(path -> texts.getOrDefault(path, List.of()));
  }
}
