package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.Conditions.MissingGrant;
import io.hindcast.core.plan.Inquiry;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the server which rights its user has. {@code CHECK GRANT} knows of roles and of partial
 * revokes, which no reading of {@code SHOW GRANTS} would.
 */
final class GrantInspector {
  /** From servers before 24.9, which have no such statement. */
  private static final int SYNTAX_ERROR = 62;

  private final JdbcSession session;

  GrantInspector(JdbcSession session) {
    this.session = session;
  }

  List<MissingGrant> missing(List<Inquiry.Need> needed) {
    List<MissingGrant> missing = new ArrayList<>();
    try {
      for (Inquiry.Need need : needed) {
        if (!isGranted(String.join(", ", need.privileges()), need)) {
          missing.addAll(single(need));
        }
      }
    } catch (HindcastException e) {
      if (e.getCause() instanceof EngineFailure failure && failure.code() == SYNTAX_ERROR) {
        return List.of();
      }
      throw e;
    }
    return missing;
  }

  private List<MissingGrant> single(Inquiry.Need need) {
    return need.privileges().stream()
        .filter(privilege -> !isGranted(privilege, need))
        .map(privilege -> new MissingGrant(privilege, on(need), user()))
        .toList();
  }

  /** Privileges are words of this code, never a user's. Who only reads has none of them. */
  private boolean isGranted(String privileges, Inquiry.Need need) {
    return session
        .query(
            "Asking for the right to %s on %s".formatted(privileges, on(need)),
            Command.of("CHECK GRANT %s ON %s", privileges, on(need)).asUsual(),
            row -> row.getBoolean(1))
        .getFirst();
  }

  private String user() {
    return session
        .query("Asking who we are", Command.of("SELECT currentUser()"), row -> row.getString(1))
        .getFirst();
  }

  private static String on(Inquiry.Need need) {
    return "%s.%s"
        .formatted(
            need.database().map(SqlName::of).orElse("*"),
            need.table().map(SqlName::of).orElse("*"));
  }
}
