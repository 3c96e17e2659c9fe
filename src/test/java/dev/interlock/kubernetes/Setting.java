package dev.interlock.kubernetes;

import java.util.Locale;

/** What {@code scripts/test-k8s} has found and says as a system property. */
enum Setting {
  /** The programs. */
  KUBECTL,
  HELM,
  /** The chart's folder. */
  CHART,
  /** An address of a node, from here. */
  NODE,
  /** Images that the nodes have, each {@code NAME:TAG}. */
  IMAGE,
  ENVOY,
  CURL;

  String value() {
    String property = "interlock.kubernetes." + name().toLowerCase(Locale.ROOT);
    String value = System.getProperty(property);
    if (value == null) {
      throw new AssertionError(property + ": missing (expected: run by `make test-k8s`)");
    }
    return value;
  }

  /** Before the colon, of an image. */
  String repository() {
    return value().substring(0, value().lastIndexOf(':'));
  }

  /** Behind the colon. */
  String tag() {
    return value().substring(value().lastIndexOf(':') + 1);
  }
}
