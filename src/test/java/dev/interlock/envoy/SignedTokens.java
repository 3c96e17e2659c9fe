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
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer of signed tokens (RFC 7515, RS256). The latest {@link #KEYS} of them differ in keys.
 */
public final class SignedTokens {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** No test has more issuers. To make a pair of keys takes about a second. */
  private static final int KEYS = 6;

  private static final Deque<KeyPair> MADE = new ArrayDeque<>();

  private final String issuer;
  private final KeyPair keys;

  private SignedTokens(String issuer, KeyPair keys) {
    this.issuer = issuer;
    this.keys = keys;
  }

  public static SignedTokens by(String issuer) {
    return new SignedTokens(issuer, nextKeys());
  }

  private static synchronized KeyPair nextKeys() {
    KeyPair next = MADE.size() < KEYS ? newKeys() : MADE.removeFirst();
    MADE.addLast(next);
    return next;
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The key set that its tokens are checked with. */
  public String publicKeys() {
    var key = (RSAPublicKey) keys.getPublic();
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
      signature.initSign(keys.getPrivate());
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
