package dev.interlock.sharedcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.envoy.Waiting;
import dev.interlock.semantic.Look;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same with a Redis in a container, where a Docker engine answers. The image is made of an
 * installed redis-server: {@code scripts/image --program "$(command -v redis-server)"
 * interlock-redis:test}, then {@code docker load < target/image-redis-server/redis-server.tar}.
 * Nothing is pulled, so run it with {@code TESTCONTAINERS_RYUK_DISABLED=true}, and where it runs in
 * a container itself, with {@code TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1}, or wherever ports of the
 * engine's containers are.
 */
class RedisContainerIT {
  private static final String IMAGE = "interlock-redis:test";
  private static final int PORT = 6379;

  @Test
  void replicas_share_a_redis_in_a_container() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine answers: a Redis in a container is not tried");
    assumeTrue(isThere(), "no image " + IMAGE + " here: scripts/image --program makes it");
    try (GenericContainer<?> redis =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withImagePullPolicy(_ -> false)
            .withCommand("--protected-mode", "no", "--save", "")
            .withExposedPorts(PORT)) {
      redis.start();
      String url = "redis://" + redis.getHost() + ":" + redis.getMappedPort(PORT);
      try (Member one = member(url);
          Member other = member(url)) {
        one.awaitConnected();
        other.awaitConnected();
        one.keep(1, "acme", "faq");
        Waiting.until("the other has it", () -> other.find(1).isPresent());
        var asking = new Asking(1, "How do I export a report?");
        asking.ask(one, 2);
        Waiting.until("the other finds it", () -> other.meanings().distantSize() == 1);
        assertThat(asking.lookEverywhere(other))
            .isInstanceOfSatisfying(
                Look.Miss.class,
                miss ->
                    assertThat(miss.nearest())
                        .hasValueSatisfying(near -> assertThat(near.refusedBy()).isEmpty()));
      }
    }
  }

  private static boolean isThere() {
    return DockerClientFactory.instance().client().listImagesCmd().exec().stream()
        .filter(image -> image.getRepoTags() != null)
        .anyMatch(image -> List.of(image.getRepoTags()).contains(IMAGE));
  }

  private static Member member(String url) {
    return Member.of(Member.settings(url, Optional.empty(), Member.SECRET));
  }
}
