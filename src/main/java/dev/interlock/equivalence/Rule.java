package dev.interlock.equivalence;

/** How one guard reads a text and what it refuses. Stateless; any thread. */
sealed interface Rule
    permits AntonymRule,
        CodeRule,
        DateRule,
        EntityRule,
        NegationRule,
        NumberRule,
        QuestionRule,
        UnitRule,
        WordingRule {
  /** Writes down what {@code text} states. */
  void read(Reading text, Notes notes);

  /** Whether the two differ; the same whichever comes first. Neither is too long or foreign. */
  boolean refuses(Wording a, Wording b);
}
