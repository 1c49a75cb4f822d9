package io.github.plausible4j.k8s.stack;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How browsers reach the stack. The host is that of the base URL. */
public sealed interface ExposureSpec {
  /**
   * Applies the function for this kind. Code that uses it does not compile when a kind is added and
   * not handled.
   */
  <T> T match(
      Function<? super None, ? extends T> none,
      Function<? super Ingress, ? extends T> ingress,
      Function<? super Gateway, ? extends T> gateway,
      Function<? super TunnelToken, ? extends T> tunnelToken,
      Function<? super TunnelConfig, ? extends T> tunnelConfig);

  /** Not at all: the Service is there for what the caller puts in front of it. */
  static None none() {
    return new None();
  }

  /** An Ingress of the cluster's default class. */
  static Ingress ingress() {
    return new Ingress(null, null, null, Map.of());
  }

  /** An HTTPRoute on a Gateway. */
  static Gateway gateway(String namespace, String name) {
    return new Gateway(namespace, name, null, null);
  }

  /** A Cloudflare tunnel whose routes are kept at Cloudflare, by its token. */
  static TunnelToken tunnelToken(String token) {
    return tunnelToken(SecretSource.of(token));
  }

  /** A Cloudflare tunnel whose routes are kept at Cloudflare, by its token. */
  static TunnelToken tunnelToken(SecretSource token) {
    return new TunnelToken(token, null);
  }

  /**
   * A Cloudflare tunnel whose routes are rendered into its configuration file.
   *
   * @param tunnel the tunnel's id (a UUID) or name
   * @param credentials the content of the tunnel's credentials file, JSON
   */
  static TunnelConfig tunnelConfig(String tunnel, SecretSource credentials) {
    return new TunnelConfig(tunnel, credentials, null);
  }

  /** The host that is exposed, where the caller named one; it has to be that of the base URL. */
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
   * @param host null for the host of the base URL
   * @param className null for the cluster's default class
   * @param tlsSecret the Secret with certificate and key; null where the controller brings its own
   * @param annotations for the controller or cert-manager
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

    /** The same Ingress for a host, which has to be that of the base URL. */
    public Ingress withHost(String newHost) {
      return new Ingress(newHost, className, tlsSecret, annotations);
    }

    /** The same Ingress of a class. */
    public Ingress withClassName(String newClass) {
      return new Ingress(host, newClass, tlsSecret, annotations);
    }

    /** The same Ingress with the certificate of a Secret. */
    public Ingress withTlsSecret(String secretName) {
      return new Ingress(host, className, secretName, annotations);
    }

    /** The same Ingress with annotations. */
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
   * @param namespace of the Gateway
   * @param name of the Gateway
   * @param listener the section of the Gateway; null for all that fit
   * @param host null for the host of the base URL
   */
  record Gateway(String namespace, String name, @Nullable String listener, @Nullable String host)
      implements ExposureSpec {
    /** Namespace and name are needed. */
    public Gateway {
      Objects.requireNonNull(namespace, "namespace");
      Objects.requireNonNull(name, "name");
    }

    /** The same route on one listener of the Gateway. */
    public Gateway withListener(String newListener) {
      return new Gateway(namespace, name, newListener, host);
    }

    /** The same route for a host, which has to be that of the base URL. */
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
   * A tunnel that Cloudflare configures.
   *
   * @param token of the tunnel
   * @param host null for the host of the base URL
   */
  record TunnelToken(SecretSource token, @Nullable String host) implements ExposureSpec {
    /** The token is needed. */
    public TunnelToken {
      Objects.requireNonNull(token, "token");
    }

    /** The same tunnel for a host, which has to be that of the base URL. */
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
   * A tunnel that its file configures.
   *
   * @param tunnel id or name
   * @param credentials the content of the credentials file
   * @param host null for the host of the base URL
   */
  record TunnelConfig(String tunnel, SecretSource credentials, @Nullable String host)
      implements ExposureSpec {
    /** Tunnel and credentials are needed. */
    public TunnelConfig {
      Objects.requireNonNull(tunnel, "tunnel");
      Objects.requireNonNull(credentials, "credentials");
    }

    /** The same tunnel for a host, which has to be that of the base URL. */
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
