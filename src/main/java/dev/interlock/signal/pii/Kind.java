package dev.interlock.signal.pii;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be found. The names are part of the policy language: {@code signals.pii.card}. */
public enum Kind {
  /** Payment card number: a known issuer range, its length, and the Luhn digit. */
  CARD,
  /** International bank account number: its country's length, and the remainder modulo 97. */
  IBAN,
  /** Number that a state gives to a person. */
  NATIONAL_ID,
  EMAIL,
  PHONE,
  /** Address of one machine, version 4 or 6. */
  IP,
  /** Key, token or password. */
  CREDENTIAL,
  /** Private key in text form. */
  PRIVATE_KEY;

  /** The name in policies, decisions and metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Kind::id).toList();
  }
}
