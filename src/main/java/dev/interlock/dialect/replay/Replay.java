package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a whole answer again, in either form, whichever it came in. Stateless, any thread.
 *
 * <p>A stream, read by {@link AnswerCopy}, is the body again but for this: without usage asked for,
 * usage is missing; a chat message that calls tools and whose content is an empty text has null
 * there; and the {@code index} that some servers give tool calls in bodies is gone.
 */
public final class Replay {
  /** How much longer a stream is than its body, about; only for how much room to start with. */
  private static final int STREAM_TO_BODY = 4;

  private static final int LARGEST_GUESS = 1 << 20;

  private Replay() {}

  /** The body: the bytes that came, where it came as one. The caller's own. */
  public static byte[] json(WholeAnswer answer) {
    return answer.json().clone();
  }

  /**
   * The answer as its endpoint streams it.
   *
   * @param includeUsage whether a stream of chunks tells usage, if it is known; all others always
   *     do
   * @throws IllegalArgumentException for embeddings, which are never streamed
   */
  public static byte[] events(WholeAnswer answer, boolean includeUsage) {
    int room = (int) Math.min(LARGEST_GUESS, (long) answer.bytes() * STREAM_TO_BODY);
    return switch (answer.api()) {
      case CHAT -> ChunkReplay.write(true, tree(answer), includeUsage, room);
      case COMPLETIONS -> ChunkReplay.write(false, tree(answer), includeUsage, room);
      case MESSAGES -> MessagesReplay.write(tree(answer), room);
      case RESPONSES -> ResponsesReplay.write(tree(answer), room);
      case EMBEDDINGS ->
          throw new IllegalArgumentException(
              "api: " + answer.api().id() + " (expected: one with streams that are told again)");
    };
  }

  private static ObjectNode tree(WholeAnswer answer) {
    return StrictJson.read(new String(answer.json(), UTF_8));
  }
}
