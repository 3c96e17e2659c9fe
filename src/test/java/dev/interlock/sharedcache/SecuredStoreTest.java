package dev.interlock.sharedcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Credential.Source;
import dev.interlock.envoy.FreePorts;
import dev.interlock.envoy.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis that wants a password, over TLS. */
class SecuredStoreTest {
  private static final String WORD = "open-sesame";

  @TempDir private Path folder;

  private Optional<Source> password(String word) {
    Path file = folder.resolve("password-" + word);
    Path _ = Waiting.on(() -> Files.writeString(file, word + "\n"));
    return Optional.of(new Source.File(file.toString()));
  }

  @Test
  void it_is_asked_over_tls_with_a_password_and_not_without_either() {
    TestCertificate certificate = TestCertificate.make(folder);
    int port = FreePorts.next();
    try (var _ =
        RedisServer.start(
            "--requirepass",
            WORD,
            "--tls-port",
            "" + port,
            "--tls-cert-file",
            certificate.certificate().toString(),
            "--tls-key-file",
            certificate.key().toString(),
            "--tls-ca-cert-file",
            certificate.certificate().toString(),
            "--tls-auth-clients",
            "no")) {
      String url = "rediss://127.0.0.1:" + port;
      try (Member stranger = member(url, password(WORD))) {
        assertAlone(stranger, "it trusts nobody's certificate");
      }
      trusting(
          certificate,
          () -> {
            try (Member one = member(url, password(WORD));
                Member other = member(url, password(WORD));
                Member wrong = member(url, password("guess"));
                Member silent = member(url, Optional.empty())) {
              one.awaitConnected();
              other.awaitConnected();
              one.keep(1, "acme", "faq");
              Waiting.until("the other has it", () -> other.find(1).isPresent());
              assertAlone(wrong, "the password is wrong");
              assertAlone(silent, "it has none");
            }
          });
    }
  }

  private static Member member(String url, Optional<Source> password) {
    return Member.of(Member.settings(url, password, Member.SECRET));
  }

  private static void assertAlone(Member member, String because) {
    Waiting.until("it has tried", () -> member.counted("hear", "failed") > 0);
    assertThat(member.metric("interlock_cache_store_connected")).as(because).isZero();
    assertThat(member.find(1)).as(because).isEmpty();
  }

  /** As {@code -Djavax.net.ssl.trustStore=…} does. */
  private static void trusting(TestCertificate certificate, Runnable test) {
    Map<String, @Nullable String> before = new HashMap<>();
    Map<String, String> now =
        Map.of(
            "javax.net.ssl.trustStore",
            certificate.store().toString(),
            "javax.net.ssl.trustStorePassword",
            TestCertificate.PASSWORD);
    now.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    try {
      test.run();
    } finally {
      before.forEach(
          (name, value) -> {
            String _ = value == null ? System.clearProperty(name) : System.setProperty(name, value);
          });
    }
  }
}
