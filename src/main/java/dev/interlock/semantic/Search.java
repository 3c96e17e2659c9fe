package dev.interlock.semantic;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairView;
import dev.interlock.equivalence.Wording;
import dev.interlock.reuse.Choice;
import dev.interlock.reuse.Neighbour;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.Poll;
import dev.interlock.reuse.Poll.Near;
import dev.interlock.reuse.Poll.Standing;
import dev.interlock.reuse.Ticket;
import dev.interlock.semantic.Look.Nearest;
import dev.interlock.semantic.Paraphrase.Trial;
import dev.interlock.semantic.Paraphrase.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One question among the earlier ones. One thread. */
final class Search {
  private final SemanticCache home;
  private final Inquiry inquiry;
  private final PairView view;
  private final Promise promise;
  private final PartitionKey partition;
  private final PairCheck check;
  private final Access access;

  Search(
      SemanticCache home,
      Inquiry inquiry,
      PairView view,
      Promise promise,
      PairCheck check,
      Access access) {
    this.home = home;
    this.inquiry = inquiry;
    this.view = view;
    this.promise = promise;
    this.partition = SemanticCache.partition(inquiry.surroundings().orElseThrow().key());
    this.check = check;
    this.access = access;
  }

  /**
   * An earlier question.
   *
   * @param entry its answer; empty where only another replica has it
   */
  record Earlier(EntryLabel label, PairView view, long kin, Optional<Entry> entry) {}

  /**
   * An earlier question that lies near.
   *
   * @param verdict of the second check; empty where the entry may not answer
   */
  private record Found(Near near, Earlier earlier, Optional<PairCheck.Verdict> verdict) {
    /** As the one that might serve. */
    Nearest candidate(Poll.Candidate of, String explored) {
      return nearest(of.agreement(), refusal(), "", explored);
    }

    /** As one that does not serve; empty if nobody says why. */
    Optional<Nearest> refused() {
      return refusal().isEmpty() ? Optional.empty() : Optional.of(nearest(0, "", refusal(), ""));
    }

    private Nearest nearest(double agreement, String overruled, String refusedBy, String explored) {
      double chance = verdict.map(PairCheck.Verdict::chance).orElse(0.0);
      return new Nearest(
          earlier.label().id(), near.cosine(), chance, agreement, overruled, refusedBy, explored);
    }

    private String refusal() {
      return verdict.orElse(null) instanceof PairCheck.Refused no ? no.code() : "";
    }
  }

  /** What serves, or what is to be learnt from the answer of a model. */
  Look look() {
    List<Found> found = found();
    List<Near> nearest = found.stream().map(Found::near).toList();
    Optional<Poll.Candidate> candidate = Poll.candidate(nearest, kin -> bears(found, kin));
    found.forEach(one -> watch(one, candidate));
    List<Poll.Candidate> compared = Poll.compared(nearest, candidate);
    if (candidate.isEmpty()) {
      return miss(found, compared, refused(found), Optional.empty());
    }
    Poll.Candidate best = candidate.get();
    Found one = at(found, best.near());
    if (one.earlier().entry().isEmpty()) {
      return new Look.Elsewhere(one.earlier().label().key());
    }
    return switch (promise.decide(best)) {
      case Choice.Reuse(double wrong) ->
          new Look.Hit(
              one.earlier().entry().get(), one.candidate(best, ""), wrong, promise.certificate());
      case Choice.Explore explore ->
          miss(
              found,
              compared,
              Optional.of(one.candidate(best, explore.why().code())),
              Optional.of(new Bet(best, explore.ticket())));
    };
  }

  /**
   * What lies nearest, and what the second check says of it; or {@link Look.Elsewhere} if that has
   * to be fetched first.
   */
  Look peek() {
    List<Found> found = found();
    Optional<Poll.Candidate> candidate =
        Poll.candidate(found.stream().map(Found::near).toList(), kin -> bears(found, kin));
    Optional<Earlier> earlier = candidate.map(best -> at(found, best.near()).earlier());
    if (earlier.filter(one -> one.entry().isEmpty()).isPresent()) {
      return new Look.Elsewhere(earlier.get().label().key());
    }
    Optional<Nearest> nearest =
        candidate.map(best -> at(found, best.near()).candidate(best, "")).or(() -> refused(found));
    return new Look.Miss(nearest, promise.certificate(), Attachment.NONE);
  }

  private List<Found> found() {
    List<Found> found = new ArrayList<>(Poll.VOICES);
    for (Neighbour neighbour : home.nearest(partition, view)) {
      if (neighbour.cosine() >= Poll.LEAST_COSINE) {
        home.earlier(neighbour.entryId(), access)
            .ifPresent(earlier -> found.add(found(neighbour, earlier)));
      }
    }
    return found;
  }

  private Found found(Neighbour neighbour, Earlier earlier) {
    Optional<PairCheck.Verdict> verdict =
        earlier.entry().map(access::allows).orElse(access.fetches())
            ? Optional.of(check.check(earlier.view(), view))
            : Optional.empty();
    Standing standing =
        switch (verdict.orElse(null)) {
          case PairCheck.Same _ -> Standing.SAME_WORDS;
          case PairCheck.Refused no when no.isByWordingAlone() -> Standing.OTHER_WORDS;
          case null, default -> Standing.REFUSED;
        };
    var near =
        new Near(
            neighbour.entryId(),
            neighbour.cosine(),
            earlier.kin(),
            standing,
            standing == Standing.SAME_WORDS ? verdict.orElseThrow().chance() : 0);
    return new Found(near, earlier, verdict);
  }

  /** Looks out for crafted texts; those of the kin that answers are none. */
  private void watch(Found one, Optional<Poll.Candidate> candidate) {
    boolean kin = candidate.filter(of -> of.near().kin() == one.near().kin()).isPresent();
    if (!kin && !one.refusal().isEmpty()) {
      home.collided(one.near().entry(), one.near().cosine(), one.earlier(), view);
    }
  }

  private static Optional<Nearest> refused(List<Found> found) {
    return found.stream().map(Found::refused).flatMap(Optional::stream).findFirst();
  }

  private static Found at(List<Found> found, Near near) {
    return found.stream().filter(one -> one.near().equals(near)).findFirst().orElseThrow();
  }

  /** Whether the question says whatever all of {@code kin} say. */
  private boolean bears(List<Found> found, List<Near> kin) {
    return Wording.keepsWhatAllSay(
        kin.stream().map(near -> at(found, near).earlier().view().wording()).toList(),
        view.wording());
  }

  /** The candidate that was not to serve, and the ticket for telling whether it might have. */
  private record Bet(Poll.Candidate on, Ticket ticket) {}

  private Look miss(
      List<Found> found,
      List<Poll.Candidate> compared,
      Optional<Nearest> nearest,
      Optional<Bet> bet) {
    long id = home.newId();
    List<Trial> trials = new ArrayList<>(compared.size());
    for (Poll.Candidate one : compared) {
      Optional<Ticket> ticket = bet.filter(made -> made.on().equals(one)).map(Bet::ticket);
      var lesson = new Promise.Lesson(one, ticket, id);
      at(found, one.near())
          .earlier()
          .entry()
          .map(entry -> new Trial(entry, lesson, inquiry.shown().test(entry)))
          .ifPresent(trials::add);
    }
    var attachment =
        new Paraphrase(
            id, partition, view, home, promise, new Trials(inquiry.text(), promise, trials));
    return new Look.Miss(nearest, promise.certificate(), attachment);
  }
}
