package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How browsers reach the stack. The host is that of the base URL. */
public sealed interface ExposureSpec {
  /**
   * Calls the function for this kind and returns its result. When a later version adds a kind, code
   * that uses this method does not compile until it handles that kind.
   */
  <T> T match(
      Function<? super None, ? extends T> none,
      Function<? super Ingress, ? extends T> ingress,
      Function<? super Gateway, ? extends T> gateway,
      Function<? super TunnelToken, ? extends T> tunnelToken,
      Function<? super TunnelConfig, ? extends T> tunnelConfig);

  /** Exposes nothing. There is only the Service, and the caller puts something in front of it. */
  static None none() {
    return new None();
  }

  /** An Ingress of the cluster's default class. */
  static Ingress ingress() {
    return new Ingress(null, null, null, Map.of());
  }

  /** An HTTPRoute on an existing Gateway, given by its namespace and name. */
  static Gateway gateway(String namespace, String name) {
    return new Gateway(namespace, name, null, null);
  }

  /**
   * A Cloudflare tunnel whose routes are configured at Cloudflare. The token identifies the tunnel.
   *
   * @throws IllegalArgumentException if the token is null
   */
  static TunnelToken tunnelToken(String token) {
    return tunnelToken(new SecretValue("tunnelToken", token));
  }

  /**
   * A Cloudflare tunnel whose routes are configured at Cloudflare. The token identifies the tunnel.
   */
  static TunnelToken tunnelToken(SecretSource token) {
    return new TunnelToken(token, null);
  }

  /**
   * A Cloudflare tunnel whose routes are written to its configuration file.
   *
   * @param tunnel the tunnel's id (a UUID) or name
   * @param credentials the JSON content of the tunnel's credentials file
   */
  static TunnelConfig tunnelConfig(String tunnel, SecretSource credentials) {
    return new TunnelConfig(tunnel, credentials, null);
  }

  /** The exposed host, which has to be that of the base URL; null if the caller named none. */
  default @Nullable String host() {
    return null;
  }

  /** Nothing in front of the Service. */
  record None() implements ExposureSpec {
    @Override
    public <T> T match(
        Function<? super None, ? extends T> none,
        Function<? super Ingress, ? extends T> ingress,
        Function<? super Gateway, ? extends T> gateway,
        Function<? super TunnelToken, ? extends T> tunnelToken,
        Function<? super TunnelConfig, ? extends T> tunnelConfig) {
      return none.apply(this);
    }
  }

  /**
   * An Ingress.
   *
   * @param host the exposed host; null for the host of the base URL
   * @param className the Ingress class; null for the cluster's default class
   * @param tlsSecret the name of the Secret with certificate and key; null if the controller has
   *     its own
   * @param annotations the annotations for the controller or cert-manager
   */
  record Ingress(
      @Nullable String host,
      @Nullable String className,
      @Nullable String tlsSecret,
      Map<String, String> annotations)
      implements ExposureSpec {
    /** Copies the annotations. */
    public Ingress {
      annotations = Map.copyOf(annotations);
    }

    /** Returns a copy with a host, which has to be that of the base URL. */
    public Ingress withHost(String newHost) {
      return new Ingress(newHost, className, tlsSecret, annotations);
    }

    /** Returns a copy with an Ingress class. */
    public Ingress withClassName(String newClass) {
      return new Ingress(host, newClass, tlsSecret, annotations);
    }

    /** Returns a copy with the certificate in a Secret. */
    public Ingress withTlsSecret(String secretName) {
      return new Ingress(host, className, secretName, annotations);
    }

    /** Returns a copy with these annotations instead of the current ones. */
    public Ingress withAnnotations(Map<String, String> newAnnotations) {
      return new Ingress(host, className, tlsSecret, newAnnotations);
    }

    @Override
    public <T> T match(
        Function<? super None, ? extends T> none,
        Function<? super Ingress, ? extends T> ingress,
        Function<? super Gateway, ? extends T> gateway,
        Function<? super TunnelToken, ? extends T> tunnelToken,
        Function<? super TunnelConfig, ? extends T> tunnelConfig) {
      return ingress.apply(this);
    }
  }

  /**
   * An HTTPRoute of the Gateway API.
   *
   * @param namespace the namespace of the Gateway
   * @param name the name of the Gateway
   * @param listener the name of a listener of the Gateway; null for all matching listeners
   * @param host the exposed host; null for the host of the base URL
   */
  record Gateway(String namespace, String name, @Nullable String listener, @Nullable String host)
      implements ExposureSpec {
    /** Requires namespace and name to be non-null. */
    public Gateway {
      Objects.requireNonNull(namespace, "namespace");
      Objects.requireNonNull(name, "name");
    }

    /** Returns a copy for one listener of the Gateway. */
    public Gateway withListener(String newListener) {
      return new Gateway(namespace, name, newListener, host);
    }

    /** Returns a copy with a host, which has to be that of the base URL. */
    public Gateway withHost(String newHost) {
      return new Gateway(namespace, name, listener, newHost);
    }

    @Override
    public <T> T match(
        Function<? super None, ? extends T> none,
        Function<? super Ingress, ? extends T> ingress,
        Function<? super Gateway, ? extends T> gateway,
        Function<? super TunnelToken, ? extends T> tunnelToken,
        Function<? super TunnelConfig, ? extends T> tunnelConfig) {
      return gateway.apply(this);
    }
  }

  /**
   * A tunnel that is configured at Cloudflare.
   *
   * @param token the token of the tunnel
   * @param host the exposed host; null for the host of the base URL
   */
  record TunnelToken(SecretSource token, @Nullable String host) implements ExposureSpec {
    /** Requires the token to be non-null. */
    public TunnelToken {
      Objects.requireNonNull(token, "token");
    }

    /** Returns a copy with a host, which has to be that of the base URL. */
    public TunnelToken withHost(String newHost) {
      return new TunnelToken(token, newHost);
    }

    @Override
    public <T> T match(
        Function<? super None, ? extends T> none,
        Function<? super Ingress, ? extends T> ingress,
        Function<? super Gateway, ? extends T> gateway,
        Function<? super TunnelToken, ? extends T> tunnelToken,
        Function<? super TunnelConfig, ? extends T> tunnelConfig) {
      return tunnelToken.apply(this);
    }
  }

  /**
   * A tunnel that is configured by a file.
   *
   * @param tunnel the tunnel's id or name
   * @param credentials the content of the credentials file
   * @param host the exposed host; null for the host of the base URL
   */
  record TunnelConfig(String tunnel, SecretSource credentials, @Nullable String host)
      implements ExposureSpec {
    /** Requires tunnel and credentials to be non-null. */
    public TunnelConfig {
      Objects.requireNonNull(tunnel, "tunnel");
      Objects.requireNonNull(credentials, "credentials");
    }

    /** Returns a copy with a host, which has to be that of the base URL. */
    public TunnelConfig withHost(String newHost) {
      return new TunnelConfig(tunnel, credentials, newHost);
    }

    @Override
    public <T> T match(
        Function<? super None, ? extends T> none,
        Function<? super Ingress, ? extends T> ingress,
        Function<? super Gateway, ? extends T> gateway,
        Function<? super TunnelToken, ? extends T> tunnelToken,
        Function<? super TunnelConfig, ? extends T> tunnelConfig) {
      return tunnelConfig.apply(this);
    }
  }
}
