package dev.interlock.extproc;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Price;
import dev.interlock.failover.Chain;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.proto.decision.v1.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Answers for tests of the protocol. */
final class Answers {
  static final Model SMALL =
      new Model(
          "small",
          "small",
          Optional.empty(),
          "qwen",
          Set.of(Api.CHAT),
          0.6,
          new Price(0.1, 0.3, Optional.empty()),
          32768,
          Set.of(),
          Set.of(),
          "cloud",
          Energy.UNKNOWN,
          Latency.UNKNOWN);

  /** A plan of one model that is told nothing of thinking. */
  static final List<dev.interlock.catalog.Action> SMALL_ALONE =
      List.of(dev.interlock.catalog.Action.of(SMALL));

  private Answers() {}

  static Answer.Forward forward() {
    return new Answer.Forward(
        Decision.newBuilder().setId("d1").setReason("chosen").build(),
        new InferenceRequest(
            Api.CHAT,
            "auto",
            false,
            List.of(new Turn(Role.USER, "hi", 0)),
            0,
            false,
            ResponseFormat.FREE,
            Set.of(Modality.TEXT),
            OptionalInt.empty(),
            2,
            BodyText.EMPTY),
        SMALL,
        Optional.of(new byte[] {'{', '}'}),
        new Plan(new Chain(List.of(SMALL)), Duration.ofSeconds(1)));
  }

  static Answer.Reply reply(int status) {
    return new Answer.Reply(Optional.empty(), LocalReply.json(status, new byte[0], "test"));
  }
}
