package dev.interlock.reuse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the entries around a question might answer it, and how far the others bear out one that
 * is worded differently; the same words need nobody's voice. Where answers were shown to be the
 * same, their entries are of one <em>kin</em>. If the nearest entries are of one kin, an answer of
 * it is far more often right than its similarity alone tells; if they are of several, far more
 * often wrong (nearest neighbours that vote, nearer ones louder: Dudani, 1976). What is known of
 * kin was learnt before the question came, so a place in the order of a scope may depend on it.
 *
 * <p>Pure; any thread.
 */
public final class Poll {
  /** Entries that have a voice. */
  public static final int VOICES = 8;

  /** Less similar ones have none, and are not compared. */
  public static final double LEAST_COSINE = 0.5;

  /** Entries of one kin, itself included, that bear out one of other words. */
  static final int SUPPORT = 3;

  /** Answers of different kin with which a new one is compared at most. */
  static final int COMPARED = 2;

  /** By how much a voice fades, a unit of similarity behind the candidate. */
  private static final double FADES = 6;

  /** Log odds by which a candidate counts less for each e-fold of its share of the voices. */
  private static final double WEIGHT = 6;

  /** However few voices are for a candidate, they count as this share at least. */
  private static final double LEAST_SHARE = 0.02;

  private static final double MOST_CHANCE = 0.99;

  private Poll() {}

  /** What the second check says of an entry. */
  public enum Standing {
    /** Both questions say the same in ways that are known. */
    SAME_WORDS,
    /** Nothing speaks against it but that they are worded differently. */
    OTHER_WORDS,
    /** They ask for different things, or the entry may not answer. */
    REFUSED
  }

  /**
   * An entry near the question.
   *
   * @param kin a number that entries share of which one's answer was shown to be the other's; two
   *     that nobody compared may have one answer and be strangers
   * @param pairChance chance that both questions mean the same, by the second check; of other words
   *     it is not asked
   */
  public record Near(long entry, double cosine, long kin, Standing standing, double pairChance) {}

  /**
   * The entry that might answer.
   *
   * @param agreement share of the voices that are of its kin, in (0, 1]
   * @param chance that its answer is right: that of the second check for the same words, and what
   *     the others say for other words
   */
  public record Candidate(Near near, double agreement, double chance) {}

  /**
   * The nearest one that might answer, if any: in the same words, or else borne out by others.
   *
   * @param nearest from the nearest on
   * @param bears whether entries of one kin could have the answer to this question by what they
   *     have in common
   */
  public static Optional<Candidate> candidate(List<Near> nearest, Predicate<List<Near>> bears) {
    return nearest.stream()
        .filter(one -> one.standing() == Standing.SAME_WORDS)
        .findFirst()
        .or(() -> nearest.stream().filter(one -> isBorneOut(one, nearest, bears)).findFirst())
        .map(one -> candidate(one, nearest));
  }

  private static boolean isBorneOut(Near one, List<Near> nearest, Predicate<List<Near>> bears) {
    if (one.standing() != Standing.OTHER_WORDS) {
      return false;
    }
    List<Near> kin =
        nearest.stream()
            .filter(other -> other.kin() == one.kin() && other.standing() != Standing.REFUSED)
            .toList();
    return kin.size() >= SUPPORT && bears.test(kin);
  }

  private static double agreement(Near one, List<Near> nearest) {
    double all = 0;
    double same = 0;
    for (Near other : nearest) {
      double weight = Math.exp(FADES * (other.cosine() - one.cosine()));
      all += weight;
      same += other.kin() == one.kin() ? weight : 0;
    }
    return same / all;
  }

  private static Candidate candidate(Near one, List<Near> nearest) {
    double agreement = agreement(one, nearest);
    if (one.standing() == Standing.SAME_WORDS) {
      return new Candidate(one, agreement, real(one.pairChance()));
    }
    double odds =
        MOST_CHANCE / (1 - MOST_CHANCE) * Math.pow(Math.min(1, agreement + LEAST_SHARE), WEIGHT);
    return new Candidate(one, agreement, odds / (1 + odds));
  }

  /** A chance; none if that is no number. */
  private static double real(double chance) {
    return chance > 0 ? Math.min(chance, MOST_CHANCE) : 0;
  }

  /**
   * The entries with whose answers that of a model is compared, until one is the same: the
   * candidate first, then the nearest of each other kin.
   */
  public static List<Candidate> compared(List<Near> nearest, Optional<Candidate> candidate) {
    List<Candidate> compared = new ArrayList<>(COMPARED);
    Set<Long> kin = new HashSet<>();
    candidate.filter(one -> kin.add(one.near().kin())).ifPresent(compared::add);
    for (Near one : nearest) {
      if (compared.size() < COMPARED && one.standing() != Standing.REFUSED && kin.add(one.kin())) {
        compared.add(candidate(one, nearest));
      }
    }
    return compared;
  }
}
