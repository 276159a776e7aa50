package io.hindcast.core.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What calls of functions make of the rows that a statement yields. The engine's own list, {@code
 * deterministic} in its {@code system.functions}, says neither why nor what to do instead; a test
 * of the adapter compares the two.
 */
public final class UncertainCalls {
  private static final String CLOCK =
      "depends on when it runs; derive the time from {from:…} or {to:…}, or from a column";
  private static final String CHANCE =
      "gives another value each time; derive it from columns, such as by cityHash64(…)";
  private static final String BLOCKS =
      "depends on how rows are cut into blocks; use a window function with an ORDER BY";
  private static final String SERVER =
      "depends on the server and the session that runs it; write the value itself";
  static final String OUTSIDE =
      "reads something that cannot be fenced: a change of it is not noticed; load it into a"
          + " MergeTree table and name that in source.tables";
  private static final String DICTIONARY =
      "reads a dictionary, which is not fenced: a change of it is not noticed, and reprocess: changed"
          + " does not see it; join the dictionary's source table and name it in source.tables";
  private static final String ANY =
      "takes whichever row comes first; use argMin(…, …) or argMax(…, …) with a column that decides";
  private static final String ORDER =
      "keeps the order in which rows happen to be read; sort its result, such as by arraySort(…)";
  private static final String SAMPLE =
      "is computed from a random sample of many values; use its Exact or TDigest variant";

  private static final Set<String> CLOCKS =
      Set.of(
          "now",
          "now64",
          "nowinblock",
          "nowinblock64",
          "today",
          "yesterday",
          "current_date",
          "current_timestamp",
          "curdate",
          "utctimestamp",
          "utc_timestamp",
          "localtime",
          "localtimestamp",
          "initialquerystarttime",
          "initial_query_start_time");

  private static final Set<String> CHANCES =
      Set.of(
          "rand",
          "rand32",
          "rand64",
          "randconstant",
          "randcanonical",
          "randuniform",
          "randnormal",
          "randlognormal",
          "randbernoulli",
          "randbinomial",
          "randnegativebinomial",
          "randpoisson",
          "randexponential",
          "randchisquared",
          "randstudentt",
          "randfisherf",
          "generateulid",
          "generatesnowflakeid",
          "generateserialid",
          "fuzzbits",
          "fuzzjson",
          "fuzzquery",
          "generaterandom",
          "arrayshuffle",
          "arraypartialshuffle",
          "arrayrandomsample",
          "datetimetouuidv7",
          "generaterandomstructure",
          "obfuscatequery");

  private static final Set<String> BLOCKWISE =
      Set.of(
          "rownumberinblock",
          "rownumberinallblocks",
          "blocknumber",
          "blocksize",
          "blockserializedsize",
          "runningdifference",
          "runningdifferencestartingwithfirstvalue",
          "runningaccumulate",
          "runningconcurrency",
          "neighbor",
          "lowcardinalityindices",
          "lowcardinalitykeys");

  private static final Set<String> SERVERS =
      Set.of(
          "hostname",
          "fqdn",
          "uptime",
          "version",
          "serveruuid",
          "servertimezone",
          "tcpport",
          "connectionid",
          "connection_id",
          "queryid",
          "query_id",
          "initialqueryid",
          "initial_query_id",
          "currentuser",
          "current_user",
          "currentdatabase",
          "current_database",
          "getmacro",
          "getsetting",
          "authenticateduser",
          "authuser",
          "buildid",
          "chdb",
          "currentprofiles",
          "currentqueryid",
          "current_query_id",
          "currentroles",
          "currentschemas",
          "current_schemas",
          "database",
          "defaultprofiles",
          "defaultroles",
          "displayname",
          "enabledprofiles",
          "enabledroles",
          "filesystemavailable",
          "filesystemcapacity",
          "filesystemunreserved",
          "fullhostname",
          "getmergetreesetting",
          "getoskernelversion",
          "getserverport",
          "getserversetting",
          "getsettingordefault",
          "hascolumnintable",
          "revision",
          "schema",
          "session_user",
          "shardcount",
          "shardnum",
          "timezone",
          "transactionid",
          "user",
          "zookeepersessionuptime");

  private static final Set<String> OUTSIDES =
      Set.of(
          "url",
          "urlcluster",
          "gcs",
          "file",
          "filecluster",
          "remote",
          "remotesecure",
          "cluster",
          "clusterallreplicas",
          "mysql",
          "postgresql",
          "mongodb",
          "redis",
          "sqlite",
          "odbc",
          "jdbc",
          "executable",
          "filesystem",
          "eval",
          "oss",
          "cosn",
          "ytsaurus",
          "catboostevaluate",
          "joinget",
          "joingetornull",
          "naivebayesclassifier",
          "naivebayesclassifierwithprob",
          "naivebayesclassifierwithallprobs");

  /** Whose functions come in many kinds: by storage, and over clusters. */
  private static final List<String> LAKES =
      List.of("s3", "azure", "hdfs", "iceberg", "deltalake", "hudi", "paimon");

  private static final Map<String, String> PERHAPS =
      Map.ofEntries(
          Map.entry("any", ANY),
          Map.entry("any_value", ANY),
          Map.entry("anylast", ANY),
          Map.entry("anyheavy", ANY),
          Map.entry("first_value", ANY),
          Map.entry("last_value", ANY),
          Map.entry("any_respect_nulls", ANY),
          Map.entry("anylast_respect_nulls", ANY),
          Map.entry("grouparray", ORDER),
          Map.entry("grouparraylast", ORDER),
          Map.entry("groupuniqarray", ORDER),
          Map.entry("array_agg", ORDER),
          Map.entry("groupconcat", ORDER),
          Map.entry("group_concat", ORDER),
          Map.entry("string_agg", ORDER),
          Map.entry("grouparraysample", SAMPLE),
          Map.entry("quantile", SAMPLE),
          Map.entry("quantiles", SAMPLE),
          Map.entry("median", SAMPLE));

  /** What may follow the name of an aggregate function, in any number. */
  private static final List<String> COMBINATORS =
      List.of(
          "if",
          "array",
          "map",
          "distinct",
          "ordefault",
          "ornull",
          "state",
          "merge",
          "foreach",
          "resample",
          "simplestate");

  private UncertainCalls() {}

  /** What is said of a call; empty when it yields the same each time. */
  record Said(boolean certain, String why) {}

  /** Whether a call of the function may yield something else each time. */
  public static boolean knows(String function) {
    return of(function).isPresent();
  }

  static Optional<Said> of(String function) {
    String name = function.toLowerCase(Locale.ROOT);
    if (CLOCKS.contains(name)) {
      return certain(CLOCK);
    }
    if (CHANCES.contains(name) || isChance(name)) {
      return certain(CHANCE);
    }
    if (BLOCKWISE.contains(name)) {
      return certain(BLOCKS);
    }
    if (SERVERS.contains(name)) {
      return certain(SERVER);
    }
    if (OUTSIDES.contains(name) || LAKES.stream().anyMatch(name::startsWith)) {
      return certain(OUTSIDE);
    }
    if (name.startsWith("dictget")
        || name.startsWith("dicthas")
        || name.startsWith("dictisin")
        || name.equals("dictionary")) {
      return Optional.of(new Said(false, DICTIONARY));
    }
    return perhaps(name);
  }

  private static boolean isChance(String name) {
    return name.startsWith("generateuuid")
        || name.startsWith("generatesnowflake")
        || name.startsWith("random");
  }

  private static Optional<Said> perhaps(String name) {
    String why = PERHAPS.get(name);
    return why != null
        ? Optional.of(new Said(false, why))
        : COMBINATORS.stream()
            .filter(name::endsWith)
            .flatMap(end -> perhaps(name.substring(0, name.length() - end.length())).stream())
            .findFirst();
  }

  private static Optional<Said> certain(String why) {
    return Optional.of(new Said(true, why));
  }
}
