package dev.interlock.envoy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer of signed tokens (RFC 7515, RS256). Issuers take turns with {@link #KEYS} pairs of
 * keys: one whose keys another has by now is of no use any more, and says so. Thread-safe.
 */
public final class SignedTokens {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** So many issuers differ in keys. To make a pair takes about a second. */
  private static final int KEYS = 6;

  private static final Issuers ISSUERS = new Issuers(KEYS, () -> keys(2048));

  private final String issuer;
  private final KeyPair keys;
  private volatile boolean over;

  private SignedTokens(String issuer, KeyPair keys) {
    this.issuer = issuer;
    this.keys = keys;
  }

  /** One whose keys no other of the last {@link #KEYS} has. */
  public static SignedTokens by(String issuer) {
    return ISSUERS.next(issuer);
  }

  static KeyPair keys(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The latest so many issuers, which have keys of their own. */
  static final class Issuers {
    private final int most;
    private final Supplier<KeyPair> maker;
    private final Deque<SignedTokens> latest = new ArrayDeque<>();

    Issuers(int most, Supplier<KeyPair> maker) {
      this.most = most;
      this.maker = maker;
    }

    synchronized SignedTokens next(String issuer) {
      var next = new SignedTokens(issuer, latest.size() < most ? maker.get() : taken());
      latest.addLast(next);
      return next;
    }

    private KeyPair taken() {
      SignedTokens oldest = latest.removeFirst();
      oldest.over = true;
      return oldest.keys;
    }
  }

  private KeyPair mine() {
    if (over) {
      throw new IllegalStateException(
          issuer + ": another issuer has its keys by now (expected: fewer issuers at once)");
    }
    return keys;
  }

  /** The key set that its tokens are checked with. */
  public String publicKeys() {
    var key = (RSAPublicKey) mine().getPublic();
    return """
        {"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"k","n":"%s","e":"%s"}]}"""
        .formatted(number(key.getModulus()), number(key.getPublicExponent()));
  }

  /** A token for the audience {@code interlock} that is good for a minute. */
  public String token(Map<String, Object> claims) {
    return token(claims, Instant.now().plusSeconds(60));
  }

  /** A token that is good until {@code end}. */
  public String token(Map<String, Object> claims, Instant end) {
    var all = new TreeMap<String, Object>();
    all.put("iss", issuer);
    all.put("aud", "interlock");
    all.put("exp", end.getEpochSecond());
    all.putAll(claims);
    return signed(all);
  }

  /** A token that says nothing but {@code claims}. */
  public String signed(Map<String, Object> claims) {
    try {
      String text =
          encoded("{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"JWT\"}")
              + "."
              + encoded(JsonMapper.shared().writeValueAsString(claims));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(mine().getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
