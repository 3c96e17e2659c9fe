package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/headers.md} lists every header that we or Envoy read, write or remove. */
class HeaderReferenceTest {
  private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*`) \\|", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** Read by OpenTelemetry's own code, and by the cache. */
  private static final Set<String> OTHERS = Set.of("traceparent", "cache-control", "pragma");

  @Test
  void lists_every_header_and_no_other() throws Exception {
    var used = new TreeSet<>(OTHERS);
    used.addAll(ofTheSidecar());
    used.addAll(inTheBootstrap("(?m)^ *- remove: (\\S+)$", "$1"));
    used.addAll(inTheBootstrap("(?m)^ *prefix: (x-\\S+)$", "$1*"));
    used.addAll(inTheBootstrap("(?m)^ *(?:- )?key: (\\S+)$", "$1"));

    assertThat(documented()).isEqualTo(used);
  }

  private static Set<String> documented() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/reference/headers.md")))
        .results()
        .flatMap(row -> NAME.matcher(row.group(1)).results())
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All but HTTP/2's pseudo headers. */
  private static Set<String> ofTheSidecar() throws IllegalAccessException {
    var names = new TreeSet<String>();
    for (Field field : HeaderNames.class.getDeclaredFields()) {
      if (field.get(null) instanceof String name && !name.startsWith(":")) {
        names.add(name);
      }
    }
    return names;
  }

  private static Set<String> inTheBootstrap(String pattern, String as) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(Path.of("envoy/bootstrap.yaml")))
        .results()
        .map(MatchResult::group)
        .map(line -> line.replaceFirst(pattern, as))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
