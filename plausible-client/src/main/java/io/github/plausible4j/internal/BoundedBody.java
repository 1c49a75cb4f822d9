package io.github.plausible4j.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import okhttp3.Response;

/**
 * A response body that fails to read beyond a number of bytes, counted after decompression. For
 * internal use only.
 */
public final class BoundedBody extends FilterInputStream {
  private final long limit;
  private long left;

  BoundedBody(InputStream body, long limit) {
    super(body);
    this.limit = limit;
    this.left = limit;
  }

  /** The body is longer than the limit. */
  public static final class TooLongException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final long limit;

    TooLongException(long limit) {
      super("the answer has more than " + limit + " bytes");
      this.limit = limit;
    }

    /** The most bytes that an answer may have. */
    public long limit() {
      return limit;
    }
  }

  /** The first bytes of a body, at most that many. */
  static byte[] start(Response response, int bytes) throws IOException {
    return response.body().byteStream().readNBytes(bytes);
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new TooLongException(limit);
    }
  }
}
