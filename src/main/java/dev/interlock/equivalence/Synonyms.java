package dev.interlock.equivalence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Words that one may stand for another in a request, written for this project: a line is a group.
 */
final class Synonyms {
  private static final String GROUPS =
      """
      delete remove erase
      make create build construct generate produce
      show display see view
      fix repair solve resolve troubleshoot
      obtain fetch retrieve acquire receive
      use utilize employ apply utilise usage
      big large huge
      small little tiny
      fast quick rapid quickly rapidly swift
      begin start commence
      buy purchase
      method technique approach way
      function method
      purpose goal aim objective
      reason cause
      difference distinction differ different differences distinguish
      explain describe clarify
      main primary chief key principal
      important significant crucial
      kid child children
      movie film
      car automobile vehicle
      job occupation
      doctor physician
      phone telephone mobile cellphone
      picture image photo photograph
      error mistake bug
      company firm business corporation
      home house
      shop store
      trip journey
      choose select pick
      change modify alter edit
      allow permit enable let
      need require requires
      find locate discover search
      install setup set
      begin start
      end finish
      stop halt
      correct right
      wrong incorrect
      simple easy
      hard difficult
      beginner newbie novice
      quick fast
      recipe instructions
      idea concept
      cost price
      salary pay wage
      answer reply response
      author writer
      holiday vacation
      learn study
      several multiple various
      offer provide supply give furnish
      execute run
      sample example instance
      entire whole complete
      speed velocity
      weight mass
      close shut
      ill sick
      lawyer attorney
      smart intelligent clever
      own possess
      talk speak
      assist help aid
      improve enhance
      verify check confirm validate
      contain include comprise
      divide split
      combine merge join
      restart reboot
      login signin
      laptop notebook
      meaning definition
      prepare cook
      biggest largest
      plan schedule
      repository repo
      application app program
      database db
      parameter argument
      information info data details
      advice tips suggestions recommendations
      advantages benefits pros
      weight heavy
      height tall
      age old
      distance far
      size big
      length long
      price cost expensive
      population people inhabitants residents
      author wrote write
      danger dangerous worry
      save store keep preserve
      specify define provide indicate state declare
      load fetch retrieve read
      additional extra further
      kind type sort category
      section part division
      guide tutorial instruction
      aid help support
      distribute share spread
      transform convert
      produce yield
      look appear
      gather collect
      quantity amount
      required necessary needed
      possible feasible
      particular specific certain
      normally usually generally typically
      shows demonstrates illustrates
      handle manage
      rather instead
      tool utility
      order arrange sort
      frequently often
      inside within
      earn make
      kids children
      snake serpent
      location place spot
      region area
      rule regulation
      occur happen
      suggest recommend advise propose
      evaluate assess
      examine inspect
      test exam
      gift present
      near nearby close
      disadvantages drawbacks cons
      """;

  private static final Map<Long, long[]> BY_STEM = byStem();

  private Synonyms() {}

  private static Map<Long, long[]> byStem() {
    var table = new HashMap<Long, long[]>();
    int group = 1;
    for (String line : GROUPS.strip().split("\n", -1)) {
      for (String word : line.strip().split(" ", -1)) {
        long[] own = {group};
        table.merge(
            Facts.hash(Stem.root(Stem.of(word))) & Long.MAX_VALUE,
            own,
            (old, more) -> LongStream.concat(Arrays.stream(old), Arrays.stream(more)).toArray());
      }
      group++;
    }
    return Map.copyOf(table);
  }

  /** Whether two words, by the hashes of their roots, are in one group. */
  static boolean same(long a, long b) {
    long[] one = BY_STEM.get(a);
    long[] other = BY_STEM.get(b);
    if (one == null || other == null) {
      return false;
    }
    for (long group : one) {
      for (long theirs : other) {
        if (group == theirs) {
          return true;
        }
      }
    }
    return false;
  }
}
