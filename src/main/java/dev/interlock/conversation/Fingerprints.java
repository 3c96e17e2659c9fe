package dev.interlock.conversation;

import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Makes fingerprints: of a request's turns, and of those that earlier requests of the same
 * conversation must have had. A request that follows an answer repeats the turns that were answered
 * and adds to them; so each place where a model began to speak ends an earlier request. Providers
 * find what their prompt cache holds in the same way.
 *
 * <p>Tenant, user and virtual model are part of every fingerprint: nothing is recognised across
 * them. The key is made at random and never leaves the process, so that nobody who sees a
 * fingerprint can try texts against it. Thread-safe.
 */
final class Fingerprints {
  /** Earlier requests that are looked for: clients may rewrite what was said last. */
  private static final int MOST_EARLIER = 16;

  private static final int KEY_BYTES = 32;

  private final MessageDigest keyed;

  Fingerprints() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      keyed = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every JDK)", e);
    }
    keyed.update(key);
  }

  /**
   * Of one request.
   *
   * @param own of all its turns
   * @param earlier of the requests before it, the latest first
   */
  record Trail(Fingerprint own, List<Fingerprint> earlier) {}

  /** Of the conversation that a header names {@code name}. */
  Fingerprint named(String name, Caller caller, String virtualModel) {
    MessageDigest digest = begin("name", caller, virtualModel);
    text(digest, name);
    return Fingerprint.of(digest.digest());
  }

  /** Of {@code request} and those that it must have followed. */
  Trail trail(InferenceRequest request, Caller caller, String virtualModel) {
    MessageDigest digest = begin("turns", caller, virtualModel);
    Deque<MessageDigest> answered = new ArrayDeque<>(MOST_EARLIER);
    Role before = Role.ASSISTANT;
    for (Turn turn : request.turns()) {
      if (turn.role() == Role.ASSISTANT && before != Role.ASSISTANT) {
        if (answered.size() == MOST_EARLIER) {
          answered.removeLast();
        }
        answered.addFirst(copy(digest));
      }
      before = turn.role();
      text(digest, turn.role().name());
      number(digest, turn.toolCalls());
      text(digest, turn.text());
    }
    return new Trail(
        Fingerprint.of(digest.digest()),
        answered.stream().map(each -> Fingerprint.of(each.digest())).toList());
  }

  private MessageDigest begin(String kind, Caller caller, String virtualModel) {
    MessageDigest digest = copy(keyed);
    text(digest, kind);
    text(digest, caller.tenant());
    text(digest, caller.user());
    text(digest, virtualModel);
    return digest;
  }

  /** With its length, so that no two sequences of texts read alike. */
  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(digest, bytes.length);
    digest.update(bytes);
  }

  private static void number(MessageDigest digest, int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256: cannot be copied (expected: as the JDK's can)", e);
    }
  }
}
