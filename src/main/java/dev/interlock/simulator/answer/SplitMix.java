package dev.interlock.simulator.answer;

/** The finaliser of SplitMix64: neighbouring inputs give unrelated outputs. */
public final class SplitMix {
  private SplitMix() {}

  public static long mix(long value) {
    long mixed = (value + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
