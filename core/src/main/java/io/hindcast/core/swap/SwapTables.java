package io.hindcast.core.swap;

import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a swap's working tables. They carry the lease's epoch and a fence: whoever takes a swap
 * over, or repeats a step whose outcome is unknown, renames them first, so that statements from
 * before fail instead of being executed late.
 *
 * @param shadow the table with the recomputed partitions
 * @param swapId the swap
 * @param epoch of the lease under which the names are valid
 * @param fence within the epoch
 */
public record SwapTables(TableName shadow, UUID swapId, long epoch, int fence) {
  private static final String SHADOW = "_shadow";
  private static final int ID_DIGITS = 8;
  private static final String PUBLISHED = "published";

  /** One renaming of an {@link #adoptions adoption}. */
  public record Renaming(TableName from, TableName to) {}

  /** The shadow out of everybody's reach: verified, cloned from, never written. */
  public TableName published() {
    return role(PUBLISHED);
  }

  /** The table that is to go live; after the exchange the name of the old storage. */
  public TableName sealed() {
    return role("sealed");
  }

  /** The same when it must not go live any more. */
  public TableName withdrawn() {
    return role("withdrawn");
  }

  /** What the sealed table accounts for of the live one; what late rows are told from. */
  public TableName kept() {
    return role("kept");
  }

  /** What rows of touched partitions that are to be carried are told from. */
  public TableName base() {
    return role("base");
  }

  /** Touched partitions of the live table while they are being accounted for. */
  public TableName account() {
    return role("account");
  }

  /** Copies of the rows that were carried into touched partitions at leisure. */
  public TableName early() {
    return role("early");
  }

  /** Copies of the late rows that a round carried, for the same purpose. */
  public TableName ledger(int round) {
    return role("ledger" + round);
  }

  /** Late rows on their way to the live table. */
  public TableName carry() {
    return role("carry");
  }

  /** A clone of a kept table with the structure that the target has now. */
  public TableName fitted() {
    return role("fitted");
  }

  /** The same of the table that rows are told from. */
  public TableName fittedBase() {
    return role("fittedbase");
  }

  /** What is in the live table beyond what was exchanged and carried; to resolve a doubt. */
  public TableName arrived() {
    return role("arrived");
  }

  /** Those late rows that have not arrived. */
  public TableName rest() {
    return role("rest");
  }

  /** Where the content from before the swap is kept at the end. */
  public TableName previous() {
    return in(stem() + "_previous");
  }

  /** Where clones of what was published are kept at the end. */
  public TableName lastingPublished() {
    return in(stem() + "_published");
  }

  /** Where the base is kept at the end. */
  public TableName lastingBase() {
    return in(stem() + "_base");
  }

  /** A lasting name when another swap of the same shadow has the plain one. */
  public TableName ofThisSwap(TableName lasting) {
    return in(lasting.table() + "_" + shortId());
  }

  /** What the names of all working tables of this shadow start with. */
  public String prefix() {
    return stem() + "_";
  }

  /** The tables of this swap among others, of any epoch. */
  public List<TableName> own(Collection<TableName> tables) {
    Pattern pattern = pattern();
    return tables.stream().filter(table -> pattern.matcher(table.table()).matches()).toList();
  }

  /** Of this swap's tables, all but those that hold a shadow's content. */
  public List<TableName> disposable(Collection<TableName> tables) {
    return own(tables).stream().filter(table -> !roleOf(table).equals(PUBLISHED)).toList();
  }

  /** How tables under earlier names come under those of now: the newest of each role. */
  public List<Renaming> adoptions(Collection<TableName> tables) {
    Comparator<TableName> age =
        Comparator.<TableName>comparingLong(table -> number(table, 2))
            .thenComparingLong(table -> number(table, 3));
    Map<String, TableName> newest = new TreeMap<>();
    for (TableName table : own(tables)) {
      newest.merge(roleOf(table), table, BinaryOperator.maxBy(age));
    }
    List<Renaming> renamings = new ArrayList<>();
    newest.forEach((role, table) -> {
      if (!table.equals(role(role))) {
        renamings.add(new Renaming(table, role(role)));
      }
    });
    return renamings;
  }

  private String roleOf(TableName table) {
    return match(table).group(1);
  }

  private long number(TableName table, int group) {
    return Long.parseLong(match(table).group(group));
  }

  private Matcher match(TableName table) {
    Matcher matcher = pattern().matcher(table.table());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("%s is no table of swap %s".formatted(table, swapId));
    }
    return matcher;
  }

  private Pattern pattern() {
    return Pattern.compile(
        Pattern.quote(prefix())
            + "(published|sealed|withdrawn|kept|base|account|early|fitted|fittedbase|ledger\\d+|carry|arrived|rest)_"
            + Pattern.quote(shortId())
            + "_e(\\d{1,18})_(\\d{1,18})");
  }

  private TableName role(String role) {
    return in(stem() + "_" + role + "_" + shortId() + "_e" + epoch + "_" + fence);
  }

  private TableName in(String table) {
    return shadow.beside(table);
  }

  private String stem() {
    String name = shadow.table();
    return name.endsWith(SHADOW) ? name.substring(0, name.length() - SHADOW.length()) : name;
  }

  private String shortId() {
    return swapId.toString().substring(0, ID_DIGITS);
  }
}
