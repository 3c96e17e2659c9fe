package dev.interlock.envoy.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas of the custom resources that {@code scripts/gateway-crds} finds, read so that unknown
 * fields are errors; without them the test is skipped and says so. Their rules in CEL are left to a
 * real API server.
 */
final class Crds {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> byKind = new HashMap<>();

  private Crds() {}

  static Crds find() throws IOException {
    Process process = new ProcessBuilder("scripts/gateway-crds").redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assumeTrue(process.onExit().join().exitValue() == 0, output);
    var crds = new Crds();
    try (var files = Files.list(Path.of(output))) {
      for (Path file : files.toList()) {
        documents(Files.readString(file)).forEach(crds::learn);
      }
    }
    return crds;
  }

  static List<Map<?, ?>> documents(String yaml) {
    var documents = new ArrayList<Map<?, ?>>();
    for (Object each : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      if (each instanceof Map<?, ?> map) {
        documents.add(map);
      }
    }
    return documents;
  }

  /** What is wrong with {@code resource}. */
  List<Error> faults(Map<?, ?> resource) {
    String type = resource.get("apiVersion") + "/" + resource.get("kind");
    Schema schema = byKind.get(type);
    if (schema == null) {
      throw new AssertionError(type + ": no such CRD");
    }
    return schema.validate(JSON.writeValueAsString(resource), InputFormat.JSON);
  }

  private void learn(Map<?, ?> document) {
    if (!"CustomResourceDefinition".equals(document.get("kind"))) {
      return;
    }
    Map<?, ?> spec = Fields.map(document, "spec");
    String kind = Fields.text(Fields.map(spec, "names"), "kind");
    for (Object version : Fields.list(spec, "versions")) {
      String type = Fields.text(spec, "group") + "/" + Fields.text(version, "name") + "/" + kind;
      Map<?, ?> schema = Fields.map(Fields.map(version, "schema"), "openAPIV3Schema");
      byKind.put(type, registry.getSchema(JSON.writeValueAsString(strict(schema))));
    }
  }

  /** The schema, but nothing is allowed that it does not name. */
  private static Map<String, Object> strict(Map<?, ?> schema) {
    var strict = new LinkedHashMap<String, Object>();
    schema.forEach((key, value) -> strict.put(String.valueOf(key), value));
    strict.keySet().removeIf(key -> key.startsWith("x-kubernetes-"));
    strict.remove("description");
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      var each = new LinkedHashMap<String, Object>();
      properties.forEach((name, of) -> each.put(String.valueOf(name), strict((Map<?, ?>) of)));
      strict.put("properties", each);
      if (!Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))) {
        strict.putIfAbsent("additionalProperties", false);
      }
    }
    if (schema.get("items") instanceof Map<?, ?> items) {
      strict.put("items", strict(items));
    }
    return strict;
  }
}
