package dev.interlock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization",
        "x-api-key",
        "cookie",
        "x-scope-orgid",
        "x-forwarded-email",
        "x-forwarded-client-cert",
        "x-amzn-oidc-identity",
        "anthropic-beta",
        "x-nobody-knows"
      })
  void headers_that_may_tell_callers_apart(String name) {
    assertThat(Circle.isTelling(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user-agent",
        "x-request-id",
        "content-type",
        "traceparent",
        "accept-language",
        "x-stainless-retry-count",
        "x-forwarded-for",
        "x-envoy-attempt-count",
        "idempotency-key"
      })
  void headers_that_do_not(String name) {
    assertThat(Circle.isTelling(name)).isFalse();
  }
}
