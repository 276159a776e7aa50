package io.hindcast.warehouse;

import java.time.ZoneId;

/**
 * The server itself.
 *
 * @param version as the server says it
 * @param zone the server's default time zone
 * @param freeDiskBytes unreserved bytes of the default disk
 * @param totalDiskBytes size of the default disk; 0 when the server does not know it
 */
public record WarehouseInfo(String version, ZoneId zone, long freeDiskBytes, long totalDiskBytes) {}
