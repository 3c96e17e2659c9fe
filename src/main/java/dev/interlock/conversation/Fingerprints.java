package dev.interlock.conversation;

import dev.interlock.digest.Sha256;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

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
    keyed = Sha256.begin();
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

  /**
   * Of what was said since a user spoke last, in the conversation that a header names: clients that
   * rewrite their history leave what they are about as it is.
   *
   * @param own of this request's turns from the last user's on
   * @param answered of those of the request before it, which the model's latest turns answered;
   *     empty if it shows none
   */
  record Exchange(Fingerprint own, Optional<Fingerprint> answered) {}

  /** The exchange that {@code request} is about, in the conversation named {@code name}. */
  Exchange exchange(String name, InferenceRequest request, Caller caller, String virtualModel) {
    MessageDigest named = begin("exchange", caller, virtualModel);
    text(named, name);
    List<Turn> turns = request.turns();
    int answer = turns.size();
    while (answer > 0 && turns.get(answer - 1).role() != Role.ASSISTANT) {
      answer--;
    }
    while (answer > 0 && turns.get(answer - 1).role() == Role.ASSISTANT) {
      answer--;
    }
    List<Turn> asked = sinceUser(turns.subList(0, answer));
    return new Exchange(
        of(named, sinceUser(turns)),
        asked.isEmpty() ? Optional.empty() : Optional.of(of(named, asked)));
  }

  private static List<Turn> sinceUser(List<Turn> turns) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role() == Role.USER) {
        return turns.subList(i, turns.size());
      }
    }
    return List.of();
  }

  private static Fingerprint of(MessageDigest begun, List<Turn> turns) {
    MessageDigest digest = copy(begun);
    turns.forEach(turn -> turn(digest, turn));
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
      turn(digest, turn);
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

  private static void turn(MessageDigest digest, Turn turn) {
    text(digest, turn.role().name());
    number(digest, turn.toolCalls());
    text(digest, turn.text());
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
