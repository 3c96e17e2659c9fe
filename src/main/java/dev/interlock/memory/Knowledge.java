package dev.interlock.memory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was learnt, and whether it counts. Each change of it is a revision, and what a request is
 * told is of one revision. Thread-safe; those who ask wait for a single change at most.
 */
final class Knowledge {
  private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);

  private static final float[] NO_KINDS = {};

  private final Supplier<Lessons> none;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  @GuardedBy("lock")
  private Lessons lessons;

  @GuardedBy("lock")
  private HarmWatch harm = new HarmWatch();

  /** Of the bundle that {@code lessons} know the kinds of. */
  @GuardedBy("lock")
  private String bundle = "";

  @GuardedBy("lock")
  private long revision;

  @GuardedBy("lock")
  private Frozen frozen = Frozen.NOT;

  /** Whether what was learnt is left alone, and who wanted that. */
  enum Frozen {
    NOT,
    /** Somebody froze it. */
    BY_HAND,
    /** It made chances worse. */
    BY_GUARD
  }

  /**
   * Nothing is known.
   *
   * @param none makes lessons of which none was learnt
   */
  Knowledge(Supplier<Lessons> none) {
    this.none = none;
    this.lessons = none.get();
  }

  /**
   * A request, as far as what was learnt goes.
   *
   * @param bundle version of the bundle that {@code kinds} are of
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Question(String tenant, String intent, String bundle, float[] kinds) {}

  /** What is known of {@code models}, which are names of actions. */
  Advice advise(Question question, List<String> models, RoutingMemory memory) {
    lock.readLock().lock();
    try {
      if (revision == 0) {
        return Advice.nothing(0, frozen != Frozen.NOT);
      }
      double[] shifts = new double[models.size()];
      double[] evidence = new double[models.size()];
      for (int i = 0; i < shifts.length; i++) {
        String model = models.get(i);
        shifts[i] = shift(question, model);
        evidence[i] =
            memory.evidence(new RoutingMemory.Subject(question.tenant, question.intent, model));
      }
      return new Advice(revision, frozen != Frozen.NOT, shifts, evidence);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Log-odds to add to the chance of {@code model}, frozen or not. */
  double shiftOf(Question question, String model) {
    lock.readLock().lock();
    try {
      return shift(question, model);
    } finally {
      lock.readLock().unlock();
    }
  }

  @GuardedBy("lock")
  private double shift(Question question, String model) {
    float[] kinds = question.bundle.equals(bundle) ? question.kinds : NO_KINDS;
    return lessons.shift(question.tenant, question.intent, kinds, model);
  }

  /**
   * Takes {@code judgement} into account, in the place of the one that it replaces.
   *
   * @param learns whether such a sign moves chances
   * @param unlearns whether the one that it replaces moved them
   */
  void take(Judgement judgement, boolean learns, boolean unlearns) {
    lock.writeLock().lock();
    try {
      revision++;
      if (unlearns) {
        judgement.replaced().map(Experience::taken).ifPresent(taken -> learn(taken, judgement));
      }
      if (learns) {
        learn(judgement.experience(), judgement);
      }
      watch(judgement);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @GuardedBy("lock")
  private void learn(Experience experience, Judgement judgement) {
    if (experience.occasion().kinds().length == 0 || judgement.bundle().equals(bundle)) {
      lessons.learn(experience);
    }
  }

  /** A chance that nothing was added to tells nothing of learning. */
  @GuardedBy("lock")
  private void watch(Judgement judgement) {
    double with = judgement.learned();
    double without = judgement.experience().occasion().expected();
    boolean ofOthers = !judgement.bundle().isEmpty() && !judgement.bundle().equals(bundle);
    if (frozen != Frozen.NOT
        || ofOthers
        || judgement.experience().sign() != Sign.FEEDBACK
        || judgement.before().isPresent()
        || Double.isNaN(without)
        || with == without) {
      return;
    }
    harm.judged(with, without, judgement.experience().score());
    if (harm.isHarm()) {
      frozen = Frozen.BY_GUARD;
      LOG.warn(
          "feedback: frozen, what was learnt made chances worse: mean squared error {} with it, {}"
              + " without; see GET /api/memory",
          harm.brierWith(),
          harm.brierWithout());
    }
  }

  /** From now on kinds are those of the bundle {@code version}; others' mean something else. */
  void use(String version) {
    lock.writeLock().lock();
    try {
      if (!bundle.equals(version)) {
        bundle = version;
        lessons.forgetKinds();
        harm = new HarmWatch();
        // As long as nothing was learnt nothing changes.
        revision += revision > 0 ? 1 : 0;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Lets what was learnt fade until {@code unixMs}; nobody waits while that is worked out. */
  void fade(long unixMs) {
    Lessons before = current();
    Runnable faded = before.fading(unixMs);
    lock.writeLock().lock();
    try {
      if (revision > 0 && lessons == before) {
        faded.run();
        revision++;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Lessons current() {
    lock.readLock().lock();
    try {
      return lessons;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Leaves what was learnt alone, or counts on it again and watches anew. */
  void freeze(boolean wanted) {
    lock.writeLock().lock();
    try {
      if (wanted == (frozen == Frozen.NOT)) {
        frozen = wanted ? Frozen.BY_HAND : Frozen.NOT;
        harm = new HarmWatch();
        revision++;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Forgets all of it. */
  void reset() {
    lock.writeLock().lock();
    try {
      lessons = none.get();
      harm = new HarmWatch();
      frozen = Frozen.NOT;
      revision++;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What is to be seen of it. */
  record Status(long revision, Frozen frozen, MemoryView.Guard guard) {}

  Status status() {
    lock.readLock().lock();
    try {
      var guard =
          new MemoryView.Guard(
              harm.judgements(),
              harm.brierWith(),
              harm.brierWithout(),
              harm.fortune(),
              HarmWatch.LIMIT);
      return new Status(revision, frozen, guard);
    } finally {
      lock.readLock().unlock();
    }
  }
}
