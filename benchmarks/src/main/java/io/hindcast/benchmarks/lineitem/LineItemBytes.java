package io.hindcast.benchmarks.lineitem;

import io.trino.tpch.LineItem;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Line items as the warehouse's RowBinary, made while they are read. */
final class LineItemBytes extends InputStream {
  private static final int ROW_BYTES_MAX = 1024;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SEVEN_BITS = 7;
  private static final int CONTINUED = 0x80;

  private final Iterator<LineItem> items;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  /** Has the first rows ready when it returns: the generator takes its time to warm up. */
  LineItemBytes(Iterator<LineItem> items) {
    this.items = items;
    fill();
  }

  @Override
  public int read() {
    return filled() ? Byte.toUnsignedInt(buffer.get()) : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!filled()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    return count;
  }

  private boolean filled() {
    if (!buffer.hasRemaining()) {
      fill();
    }
    return buffer.hasRemaining();
  }

  private void fill() {
    buffer.clear();
    while (buffer.remaining() >= ROW_BYTES_MAX && items.hasNext()) {
      put(items.next());
    }
    buffer.flip();
  }

  private void put(LineItem item) {
    buffer.putLong(item.orderKey()).putLong(item.partKey()).putLong(item.supplierKey());
    buffer.putInt(item.lineNumber());
    putHundredths(item.quantity() * 100);
    putHundredths(item.extendedPriceInCents());
    putHundredths(item.discountPercent());
    putHundredths(item.taxPercent());
    putText(item.returnFlag());
    putText(item.status());
    buffer.putShort((short) item.shipDate());
    buffer.putShort((short) item.commitDate());
    buffer.putShort((short) item.receiptDate());
    putText(item.shipInstructions());
    putText(item.shipMode());
    putText(item.comment());
  }

  private void putHundredths(long value) {
    buffer.putLong(value);
  }

  private void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = bytes.length;
    while (length >= CONTINUED) {
      buffer.put((byte) (length | CONTINUED));
      length >>>= SEVEN_BITS;
    }
    buffer.put((byte) length).put(bytes);
  }
}
