package dev.interlock.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Caller;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private static final Audience ACME = new Audience(Set.of("acme"), Set.of());
  private static final Audience LAB = new Audience(Set.of(), Set.of("lab"));
  private static final Audience ACMES_LAB = new Audience(Set.of("acme"), Set.of("lab"));

  @Test
  void admits_who_is_of_a_tenant_and_in_a_group() {
    var inLab = new Caller.Known("acme", "", List.of("web", "lab"), "");
    var elsewhere = new Caller.Known("acme", "", List.of(), "");

    assertThat(ACMES_LAB.admits(inLab)).isTrue();
    assertThat(ACMES_LAB.admits(elsewhere)).isFalse();
    assertThat(ACME.admits(elsewhere)).isTrue();
    assertThat(LAB.admits(new Caller.Known("globex", "", List.of("lab"), ""))).isTrue();
  }

  @Test
  void whom_nobody_knows_gets_what_is_for_everybody() {
    for (Caller nobody : List.of(Caller.anonymous(), new Caller.Unidentified())) {
      assertThat(Audience.EVERYBODY.admits(nobody)).isTrue();
      assertThat(ACME.admits(nobody)).isFalse();
      assertThat(LAB.admits(nobody)).isFalse();
    }
  }

  @Test
  void covers_what_leaves_nobody_new() {
    assertThat(Audience.EVERYBODY.covers(ACME)).isTrue();
    assertThat(ACME.covers(ACMES_LAB)).isTrue();
    assertThat(ACMES_LAB.covers(ACME)).isFalse();
    assertThat(ACME.covers(LAB)).isFalse();
    assertThat(ACME.covers(Audience.EVERYBODY)).isFalse();
  }

  @Test
  void a_member_is_admitted() {
    for (Audience audience : List.of(Audience.EVERYBODY, ACME, LAB, ACMES_LAB)) {
      assertThat(audience.admits(audience.member())).isTrue();
    }
  }
}
