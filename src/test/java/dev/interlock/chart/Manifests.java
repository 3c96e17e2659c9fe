package dev.interlock.chart;

import static java.util.Map.entry;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Rendered manifests, read strictly by the types of the official client. */
final class Manifests {
  private static final Gson GSON = new Gson();

  /** Throws if a document has a key or a value that its type does not know. */
  private interface Check {
    void accept(JsonElement document) throws IOException;
  }

  private static final Map<String, Check> TYPES =
      Map.ofEntries(
          entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
          entry("v1/Pod", V1Pod::validateJsonElement),
          entry("v1/Service", V1Service::validateJsonElement),
          entry("v1/ServiceAccount", V1ServiceAccount::validateJsonElement),
          entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
          entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
          entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement),
          entry(
              "autoscaling/v2/HorizontalPodAutoscaler",
              V2HorizontalPodAutoscaler::validateJsonElement),
          // Not one of Kubernetes' own.
          entry("monitoring.coreos.com/v1/ServiceMonitor", _ -> {}));

  private Manifests() {}

  static List<JsonObject> of(String yaml) {
    var documents = new ArrayList<JsonObject>();
    for (Object each : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      documents.add(GSON.toJsonTree(each).getAsJsonObject());
    }
    return documents;
  }

  /** The objects of {@code parent}'s list {@code key}; none if it has no such list. */
  static Stream<JsonObject> list(JsonObject parent, String key) {
    return parent.has(key)
        ? StreamSupport.stream(parent.getAsJsonArray(key).spliterator(), false)
            .map(JsonElement::getAsJsonObject)
        : Stream.empty();
  }

  static void check(JsonObject document) throws IOException {
    String type =
        document.get("apiVersion").getAsString() + "/" + document.get("kind").getAsString();
    Check check = TYPES.get(type);
    if (check == null) {
      throw new IOException("kind: " + type + " (expected: one of " + TYPES.keySet() + ")");
    }
    check.accept(document);
  }
}
