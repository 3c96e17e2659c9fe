package dev.interlock.signal.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextScannerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "card | charge 4111111111111111 please",
        "card | 4111 1111 1111 1111 12/27 123",
        "card | 4111-1111-1111-1111.",
        "card | 3782 822463 10005 (Amex)",
        "card | {\"card\":5555555555554444}",
        "card | 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "card | 41 11 11 11 11 11 11 11",
        "card | 4111 - 1111 - 1111 - 1111",
        "card | 4111.1111.1111.1111",
        "card | 4111_1111_1111_1111",
        "card | 卡号4111111111111111是",
        "card | ４１１１ １１１１ １１１１ １１１１",
        "card | 4111\u200b1111\u200b1111\u200b1111",
        "card | 4111\u20111111\u20111111\u20111111",
        "card | ~{\\\"note\\\":\\\"line\\n4111111111111111\\\"}~",
        "card | ~\\\\u0034\\\\u0031\\\\u0031\\\\u0031111111111111~",
        "card | ~\\\\b4111111111111111~",
        "card | ~\\\\ud835\\\\udfd2111111111111111~",
        "email | ~alice\\\\\\\\u0040example.com~",
        "card | 6011111111111117",
        "card | 2223003122003222",
        "iban | DE89370400440532013000",
        "iban | GB82 WEST 1234 5698 7654 32 is mine",
        "iban | FR14 2004 1010 0505 0001 3M02 606",
        "iban | to nl91abna0417164300, please",
        "iban | MT84MALT011000012345MTLCAST001S",
        "iban | CH93-0076-2011-6238-5295-7",
        "national_id | 078-05-1120",
        "national_id | ssn 078051120",
        "national_id | ~{\"customerSsn\":\"078051120\"}~",
        "national_id | AB123456C",
        "national_id | AB 12 34 56 C",
        "national_id | NHS number 943 476 5919",
        "national_id | 86095742719",
        "national_id | Steuer-ID: 86 095 742 719",
        "national_id | 2 55 08 14 168 025 38",
        "national_id | 255081416802538",
        "national_id | 12345678Z",
        "national_id | 12345678-Z",
        "national_id | X1234567L",
        "national_id | X-1234567-L",
        "national_id | RSSMRA85T10A562S",
        "national_id | BSN 111222333",
        "national_id | PESEL: 44051401359",
        "national_id | 811228-9874",
        "national_id | 131052-308T",
        "national_id | 85.07.30-033.28",
        "national_id | 756.9217.0769.85",
        "national_id | 2341 2341 2346",
        "national_id | aadhaar 234123412346",
        "national_id | ABCPE1234F",
        "national_id | 529.982.247-25",
        "national_id | CPF 52998224725",
        "national_id | 11010519491231002X",
        "national_id | 440524188001010014",
        "national_id | SIN: 046 454 286",
        "national_id | TFN 123 456 782",
        "national_id | S1234567D",
        "national_id | 800101-1234567",
        "national_id | my number 123456789018",
        "national_id | TCKN 10000000146",
        "national_id | SA ID 8001015009087",
        "national_id | 736028/5163",
        "national_id | OIB 69435151530",
        "national_id | NIF 123456789",
        "national_id | HEGG560427MVZRRL04",
        "email | write to alice@example.com.",
        "email | a.b+c@mail.example.co.uk",
        "email | ~<mailto:bob_7@host-1.example>~",
        "email | ?mail=carol%40example.org&x=1",
        "email | dave＠example.net",
        "email | jörg@müller.de",
        "phone | +49 30 901820",
        "phone | +1 (415) 555-0132",
        "phone | +1.4155550132",
        "phone | +442079460018",
        "phone | (415) 555-0132",
        "phone | 415-555-0132",
        "phone | 1-800-555-0199",
        "phone | call me at 4155550132",
        "phone | Tel. 030 901820",
        "phone | 020 7946 0018",
        "phone | 01 23 45 67 89",
        "phone | 0049 30 901820",
        "phone | ~{\"phone_number\":\"98765 43210\"}~",
        "ip | from 203.0.113.42 today",
        "ip | 10.1.2.3:8080",
        "ip | 2001:db8::8a2e:370:7334",
        "ip | [2001:0db8:85a3:0000:0000:8a2e:0370:7334]:443",
        "ip | fe80::1ff:fe23:4567:890a",
        "ip | ~ping: 2001:db8::1: unreachable~",
        "ip | 2001:0db8:85a3:0000:0000:8a2e:0370:7334:",
        "card | ~4111\uDB40\uDC201111\uDB40\uDC201111\uDB40\uDC201111~",
        "credential | AKIAIOSFODNN7EXAMPLE",
        "credential | ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "credential | xoxb-123456789012-abcdefABCDEF",
        "credential | sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "credential | sk-proj-abc123DEF456ghi789JKL012",
        "credential | sk-ant-api03-abc123DEF456ghi789JKL012",
        "credential | AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "credential | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "credential | Authorization: Bearer 8f4b2c1d9e7a6053b1c2",
        "credential | password = hunter2!",
        "credential | my password is Tr0ub4dor",
        "credential | ~{\"password\":\"correcthorse\"}~",
        "credential | DB_PASSWORD=s3cr3tpass",
        "credential | api_key: 9f8a7b6c5d4e3f2a1b0c9d8e",
        "credential | postgres://admin:s3cretpw@db.internal/x",
        "credential | aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzKEY1",
        "private_key | -----BEGIN RSA PRIVATE KEY-----",
        "private_key | -----BEGIN PRIVATE KEY-----",
        "private_key | ~-----BEGIN OPENSSH PRIVATE KEY-----\\nb3Bl~",
      })
  void finds(String kind, String text) {
    assertThat(kinds(text)).as(text).containsExactly(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "order 4111111111111112",
        "~4111111111111111222222222222222222222222222222222222222222222222222222222222222222222~",
        "tracking 1Z999AA10123456784",
        "ISBN 978-3-16-148410-0",
        "ISBN 0-306-40615-2",
        "on 2026-11-21T08:59:49Z",
        "21.11.2026 and 11/21/2026",
        "at 1732179589123 ms",
        "version 10.0.19041.1288",
        "version 1.2.3.4",
        "v1.2.3.4",
        "127.0.0.1 and 0.0.0.0, mask 255.255.255.0",
        "pi is 3.14159265358979323846",
        "550e8400-e29b-41d4-a716-446655440000",
        "d41d8cd98f00b204e9800998ecf8427e",
        "48.8588443, 2.2943506",
        "+48.8588443",
        "00:1b:44:11:3a:b7",
        "12:34:56",
        "std::vector<int> a::b",
        "icon@2x.png",
        "lodash@4.17.21",
        "git@github.com:org/repo.git",
        "@alice and alice@work",
        "@Override public",
        "max_tokens: 1024",
        "password: must be at least 8 characters",
        "~{\"password\":{\"type\":\"string\",\"minLength\":8}}~",
        "password = getpass.getpass()",
        "password=${DB_PASSWORD}",
        "the token is valid for two hours",
        "tokenizer: bert-base-uncased",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "1,234,567.89 EUR",
        "12 345 678 EUR",
        "years 2001 2002 2003 2004",
        "1 2 3 4 5 6 7 8 9 10 11 12 13",
        "$1,000,000,000",
        "task-force-of-the-member-states",
        "sk-learn-pipeline-of-some-length",
        "In 1984 there were 365 days",
        "arXiv:2103.14030",
        "10.1000/182 doi",
      })
  void leavesAlone(String text) {
    assertThat(kinds(text)).as(text).isEmpty();
  }

  @Test
  void saysWhere() {
    String text = "Mail\u200b to: alice@example.com; 4111 1111 1111 1111!";
    List<String> found = new ArrayList<>();
    TextScanner.locate(text, (kind, start, end) -> found.add(text.substring(start, end)));

    assertThat(found).containsExactly("alice@example.com", "4111 1111 1111 1111");
  }

  @Test
  void gives_up_once_its_time_is_over() {
    var clock = new AtomicLong();
    Deadline deadline = Deadline.after(Duration.ofMillis(1), clock::get);
    String text = "alice@example.com " + "1 ".repeat(100_000) + "bob@example.com";
    List<Integer> found = new ArrayList<>();

    assertThat(TextScanner.scan(text, (_, start, _) -> found.add(start), deadline)).isTrue();
    assertThat(found).hasSize(2);

    found.clear();
    clock.set(Duration.ofMillis(1).toNanos());

    assertThat(TextScanner.scan(text, (_, start, _) -> found.add(start), deadline)).isFalse();
    assertThat(found).containsExactly(0);
  }

  /** What a text holds; one that is found without end fails. */
  private static List<String> kinds(String text) {
    List<String> found = new ArrayList<>();
    TextScanner.scan(
        text,
        (kind, _, _) -> {
          assertThat(found.size()).as("finds in %s", text).isLessThan(text.length());
          found.add(kind.id());
        });
    return found;
  }
}
