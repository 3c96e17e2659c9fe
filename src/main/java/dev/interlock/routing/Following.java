package dev.interlock.routing;

import dev.interlock.cache.Question;
import dev.interlock.catalog.Model;
import dev.interlock.conversation.Conversation;
import dev.interlock.conversation.Likeness;
import dev.interlock.conversation.Recollection;
import dev.interlock.embedding.SparseVector;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Role;
import dev.interlock.memory.Complaints;
import dev.interlock.memory.Decided;
import dev.interlock.memory.Sign;
import java.util.Optional;

/**
 * The outcome is followed: breakers, conversations and memory are told. Of a message that follows
 * an answer, memory hears whether it asks the same again or says that the answer is wrong.
 */
record Following(RouterEnvironment environment, Optional<Question> question) implements Manner {
  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public boolean claim(String decisionId, Model model) {
    return environment.breakers().claim(model.id(), decisionId);
  }

  @Override
  public double explores() {
    return environment.learning().explore();
  }

  @Override
  public void asks(Asked asked) {
    Recollection recollection = asked.recollection();
    if (recollection.source() == Recollection.Source.OFF) {
      return;
    }
    Optional<Likeness> text =
        asked
            .encoding()
            .flatMap(
                encoding -> {
                  SparseVector ngrams = encoding.ngrams();
                  return environment.conversations().likeness(ngrams.indices(), ngrams.size());
                });
    notice(recollection, asked.request(), text);
    var question = new Conversation.Question(asked.decisionId(), text);
    environment
        .conversations()
        .asked(recollection, question, asked.model().id(), asked.inputTokens());
  }

  private void notice(
      Recollection recollection, InferenceRequest request, Optional<Likeness> text) {
    // Only of these very turns it is known which answer the message follows.
    if (!recollection.cached() || request.turns().getLast().role() != Role.USER) {
      return;
    }
    Conversation.Question before = recollection.past().orElseThrow().latest();
    if (Complaints.isOne(request.turns().getLast().text())) {
      environment.learning().noticed(before.decisionId(), Sign.COMPLAINT);
      var _ = environment.cache().dislike(before.decisionId());
    } else if (before.text().isPresent()
        && text.filter(before.text().get()::isNearly).isPresent()) {
      environment.learning().noticed(before.decisionId(), Sign.REASK);
    }
  }

  @Override
  public void remembers(String decisionId, Decided decided) {
    environment.learning().decided(decisionId, decided);
  }
}
