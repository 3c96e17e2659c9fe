package dev.interlock.collect;

/**
 * What may be spent. Before a call its highest possible price is set aside, so that calls under way
 * together cannot exceed the limit either. Thread-safe.
 */
final class Budget {
  private final double limit;
  private double spent;
  private double reserved;
  private int underWay;
  private boolean exhausted;

  /**
   * A budget.
   *
   * @param limit in USD; infinite for none
   */
  Budget(double limit) {
    this.limit = limit;
  }

  /**
   * Sets {@code usd} aside. Waits for calls under way, which mostly cost less than was set aside
   * for them, if only they are in the way.
   *
   * @return whether it could be; false because it might be too much
   */
  synchronized boolean reserve(double usd) throws InterruptedException {
    while (spent + reserved + usd > limit) {
      if (spent + usd > limit) {
        exhausted = true;
        return false;
      }
      wait();
    }
    reserved += usd;
    underWay++;
    return true;
  }

  /** Instead of {@code usd} that was set aside, {@code paid} was spent. */
  synchronized void settle(double usd, double paid) {
    underWay--;
    // Sums of fractions leave a rest, which would be waited for where no call is under way.
    reserved = underWay == 0 ? 0 : reserved - usd;
    spent += paid;
    notifyAll();
  }

  /** USD spent so far. */
  synchronized double spent() {
    return spent;
  }

  /** Whether something was not asked because of it. */
  synchronized boolean exhausted() {
    return exhausted;
  }
}
