package dev.interlock.demo;

import dev.interlock.inference.Api;
import java.util.List;

/**
 * A prompt of the demo.
 *
 * @param label what kind of prompt it is, for the table
 * @param api the endpoint asked
 * @param model the model asked for
 * @param text the prompt
 * @param stream whether the answer is streamed
 */
record Prompt(String label, Api api, String model, String text, boolean stream) {
  /** A dozen of different kinds. */
  static final List<Prompt> ALL =
      List.of(
          auto("small talk", "hi, how is your day going?"),
          auto(
              "support",
              "I forgot my password and the reset mail never arrives. What should I do?"),
          auto(
              "translation",
              "Translate to French: the meeting has been moved to Thursday afternoon."),
          auto("fact", "What is the capital of Australia?"),
          auto(
              "code",
              "Write a Python function that merges overlapping intervals, with type hints and a"
                  + " short docstring."),
          streamed(
              "hard code",
              "This Rust async runtime deadlocks when two tasks await the same lock inside a select"
                  + " loop with cancellation. Derive the interleaving that causes it, prove your"
                  + " fix is free of lost wake-ups, and rewrite the scheduler."),
          auto(
              "mathematics",
              "Let f be an entire function with |f(z)| <= A + B|z|^(3/2) for all z. Prove that f is"
                  + " a polynomial of degree at most one, and characterise all such f with f(n) = n"
                  + " for every integer n."),
          auto(
              "extraction",
              "Extract the parties, the effective date and the termination notice period from this"
                  + " contract as JSON: \"This Agreement is made on 3 March 2025 between Nordwind"
                  + " GmbH and Helios Ltd. Either party may terminate with ninety days' written"
                  + " notice.\""),
          auto(
              "risk",
              "Summarise the material risks disclosed in the annual report: liquidity, currency"
                  + " exposure, pending litigation."),
          auto("writing", "Write a two-line birthday greeting for a colleague who loves sailing."),
          new Prompt(
              "Anthropic client",
              Api.MESSAGES,
              "auto",
              "Explain in one paragraph why the sky is blue.",
              false),
          new Prompt(
              "named model",
              Api.CHAT,
              "small",
              "Name three prime numbers above one hundred.",
              false));

  /** A hard one that holds personal data. */
  static Prompt personal() {
    Prompt hard = labelled("mathematics");
    return auto("personal", hard.text() + " Charge the proof to my card 4111 1111 1111 1111.");
  }

  /** A question without a place in the table. */
  static Prompt plain(String text) {
    return auto("", text);
  }

  /** The one with this label. */
  static Prompt labelled(String label) {
    return ALL.stream().filter(prompt -> prompt.label().equals(label)).findFirst().orElseThrow();
  }

  /** The same for another model. */
  Prompt to(String other) {
    return new Prompt(label, api, other, text, stream);
  }

  private static Prompt auto(String label, String text) {
    return new Prompt(label, Api.CHAT, "auto", text, false);
  }

  private static Prompt streamed(String label, String text) {
    return new Prompt(label, Api.CHAT, "auto", text, true);
  }
}
