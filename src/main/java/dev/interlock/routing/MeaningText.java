package dev.interlock.routing;

import dev.interlock.proto.decision.v1.Meaning;
import dev.interlock.proto.decision.v1.Promise;
import dev.interlock.reuse.Certificate;
import dev.interlock.semantic.Look;

/** What was found among questions that mean the same, as a decision tells it. */
final class MeaningText {
  private MeaningText() {}

  static Meaning record(Look look) {
    return switch (look) {
      case Look.Bypassed(var why) -> Meaning.newBuilder().setBypass(why.code()).build();
      case Look.Elsewhere _ -> Meaning.getDefaultInstance();
      case Look.Hit hit ->
          nearest(hit.nearest())
              .setWrongChance(hit.wrong())
              .setPromise(promise(hit.certificate()))
              .build();
      case Look.Miss miss ->
          miss.nearest()
              .map(MeaningText::nearest)
              .orElseGet(Meaning::newBuilder)
              .setPromise(promise(miss.certificate()))
              .build();
    };
  }

  private static Meaning.Builder nearest(Look.Nearest nearest) {
    return Meaning.newBuilder()
        .setEntry(nearest.entry())
        .setSimilarity(nearest.similarity())
        .setPairChance(nearest.chance())
        .setAgreement(nearest.agreement())
        .setOverruled(nearest.overruled())
        .setRefusedBy(nearest.refusedBy())
        .setExplored(nearest.explored());
  }

  private static Promise promise(Certificate certificate) {
    return Promise.newBuilder()
        .setMaxError(certificate.maxError())
        .setObserved(certificate.observed())
        .setLower(certificate.lower())
        .setUpper(certificate.upper())
        .setSamples(certificate.samples())
        .setOpen(certificate.open())
        .setSlips(certificate.slips())
        .build();
  }
}
