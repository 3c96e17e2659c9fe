package dev.interlock.eval.sessions;

import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up conversation as the requests that it consists of. A topic has a difficulty, its turns
 * scatter around it, and now and then the topic changes; some turns of the user open a loop of tool
 * calls, in which the difficulty is judged anew each time, as if nothing were known.
 */
final class RandomConversation {
  /** Log-odds of the difficulty of topics: a median of 0.12, one in six above 0.35. */
  private static final double TOPIC_MEAN = -2.0;

  private static final double TOPIC_SPREAD = 1.4;

  /** Log-odds by which what is judged of one request scatters around its topic. */
  private static final double TURN_SPREAD = 0.4;

  private static final double NEW_TOPIC = 0.05;
  private static final double TOOL_LOOP = 0.3;
  private static final double ANOTHER_TURN = 0.83;
  private static final double ANOTHER_CALL = 0.6;
  private static final int MOST_TURNS = 40;
  private static final double THOUGHT_SECONDS = 60;
  private static final double TOOL_SECONDS = 3;

  private final SplittableRandom random;
  private final List<Turn> turns = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private double topic;
  private int tokens;

  /**
   * One request.
   *
   * @param turns so far
   * @param tokens of all turns
   * @param difficulty as judged
   * @param outputTokens of any model's answer
   * @param pauseSeconds since the request before
   */
  record Step(
      List<Turn> turns, int tokens, double difficulty, int outputTokens, double pauseSeconds) {
    Step {
      turns = List.copyOf(turns);
    }
  }

  private RandomConversation(SplittableRandom random) {
    this.random = random;
    this.topic = topic();
  }

  /** The requests of conversation {@code number}, each a continuation of the one before. */
  static List<Step> steps(long seed, int number) {
    var conversation = new RandomConversation(new SplittableRandom(seed * 1_000_003 + number));
    conversation.write(number);
    return conversation.steps;
  }

  private void write(int number) {
    say(Role.SYSTEM, "application " + number % 7, between(100, 6_000), 0);
    do {
      if (random.nextDouble() < NEW_TOPIC) {
        topic = topic();
      }
      say(Role.USER, "question " + number, between(20, 600), 0);
      ask(waiting(THOUGHT_SECONDS));
      if (random.nextDouble() < TOOL_LOOP) {
        do {
          say(Role.ASSISTANT, "", between(20, 120), 1);
          say(Role.TOOL, "result", between(50, 4_000), 1);
          ask(waiting(TOOL_SECONDS));
        } while (random.nextDouble() < ANOTHER_CALL && turns.size() < MOST_TURNS);
      }
      say(Role.ASSISTANT, "answer", steps.getLast().outputTokens(), 0);
    } while (random.nextDouble() < ANOTHER_TURN && turns.size() < MOST_TURNS);
  }

  private void say(Role role, String text, int tokens, int toolCalls) {
    turns.add(new Turn(role, text, toolCalls));
    this.tokens += tokens;
  }

  private void ask(double pauseSeconds) {
    double odds = Math.exp(topic + TURN_SPREAD * random.nextGaussian());
    steps.add(new Step(turns, tokens, odds / (1 + odds), between(50, 800), pauseSeconds));
  }

  private double topic() {
    return TOPIC_MEAN + TOPIC_SPREAD * random.nextGaussian();
  }

  private double waiting(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }
}
