package io.hindcast.runtime.http;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection comes from, as far as limits are concerned.
 *
 * @param name an IPv4 address, or the network of 64 bits of an IPv6 address: whoever has one such
 *     address has all of its network
 */
record Origin(String name) {
  private static final Origin UNKNOWN = new Origin("unknown");
  private static final int NETWORK_BYTES = 8;

  static Origin of(@Nullable SocketAddress peer) {
    if (peer == null || peer.hostAddress() == null) {
      return UNKNOWN;
    }
    try {
      return of(InetAddress.getByName(peer.hostAddress())); // A literal: nothing is looked up.
    } catch (UnknownHostException e) {
      throw new IllegalStateException(peer.hostAddress() + " is an address", e);
    }
  }

  static Origin of(InetAddress address) throws UnknownHostException {
    if (!(address instanceof Inet6Address)) {
      return new Origin(address.getHostAddress());
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    return new Origin(InetAddress.getByAddress(bytes).getHostAddress() + "/64");
  }
}
