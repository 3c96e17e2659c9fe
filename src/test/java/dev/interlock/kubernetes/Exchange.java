package dev.interlock.kubernetes;

import java.net.http.HttpResponse;
import java.util.Optional;

/** One request and what its client saw. */
record Exchange(int status, String model, String served, String reason, String body) {
  static Exchange of(HttpResponse<String> response) {
    return new Exchange(
        response.statusCode(),
        header(response, "x-interlock-model"),
        header(response, "x-simulated-model"),
        header(response, "x-interlock-reason"),
        response.body());
  }

  /** Whether Envoy answered alone. */
  boolean undecided() {
    return reason.equals("failsafe");
  }

  /** Whether nobody says who answered: the sidecar ended between its decision and the answer. */
  boolean unnamed() {
    return model.isEmpty();
  }

  /** What is wrong with it; empty: it is a whole answer, from the model that a header names. */
  Optional<String> fault() {
    if (status != 200) {
      return Optional.of("status " + status + ": " + body);
    }
    if (!body.endsWith("}") && !body.endsWith("data: [DONE]\n\n")) {
      return Optional.of("broken off after " + body.length() + " characters");
    }
    return unnamed() || model.equals(served)
        ? Optional.empty()
        : Optional.of("x-interlock-model: " + model + ", but " + served + " answered");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
