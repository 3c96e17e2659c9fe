package dev.interlock.collect;

import dev.interlock.inference.Api;
import dev.interlock.inference.Turn;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is sent to a model, before it is known to which. Immutable. */
public sealed interface Asked {
  /**
   * Words, which can be put into the body of any endpoint.
   *
   * @param turns oldest first, the last one a user's
   */
  record Words(List<Turn> turns) implements Asked {
    public Words {
      turns = List.copyOf(turns);
    }
  }

  /**
   * A body, which only models that serve {@code api} are asked.
   *
   * @param body not to be written to
   */
  record Body(Api api, ObjectNode body) implements Asked {
    /** Not the text. */
    @Override
    public String toString() {
      return "Body[" + api.id() + "]";
    }
  }
}
