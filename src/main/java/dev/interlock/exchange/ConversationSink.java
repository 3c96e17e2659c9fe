package dev.interlock.exchange;

import dev.interlock.conversation.Conversations;

/** Tells the conversations who answered, where that is not who was asked first. */
public final class ConversationSink implements ExchangeSink {
  private static final int LEAST_ERROR = 400;

  private final Conversations conversations;

  public ConversationSink(Conversations conversations) {
    this.conversations = conversations;
  }

  /** The first byte is early enough: the client's next turn comes after the last. */
  @Override
  public void attempted(Attempt attempt) {
    if (attempt.status() > 0 && attempt.status() < LEAST_ERROR) {
      conversations.answered(attempt.decisionId(), attempt.model().id());
    }
  }
}
