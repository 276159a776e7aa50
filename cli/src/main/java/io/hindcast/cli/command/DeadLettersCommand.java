package io.hindcast.cli.command;

import io.hindcast.cli.CliContext;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.DeadLetters;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.api.Reply;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists messages that were put aside, shows one, or has it delivered again. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "List messages that no service could handle; show one; have it delivered again.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hindcast dead-letters",
      "  hindcast dead-letters --topic hindcast.requests --code REQUEST_CONFLICT",
      "  hindcast dead-letters 17",
      "  hindcast dead-letters 17 --replay",
      "",
      "A message that is delivered again keeps its event id: who has handled it meanwhile does"
          + " nothing.",
      "The newest 10,000 of the last 30 days are kept."
    })
final class DeadLettersCommand extends ApiCommand {
  @Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "One of them. Default: a list, newest first.")
  private @Nullable Long number;

  @Option(names = "--replay", description = "Deliver that one to its topic again.")
  private boolean replay;

  @Option(names = "--topic", description = "Only those of this topic.")
  private @Nullable String topic;

  @Option(names = "--code", description = "Only those with this reason, such as MESSAGE_FORGED.")
  private @Nullable String code;

  @Option(names = "--before", description = "Only those with smaller numbers: the next page.")
  private @Nullable Long before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "Lines at most. Default: ${DEFAULT-VALUE}.")
  private int limit;

  DeadLettersCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run(PlannerApi api) {
    if (number == null) {
      if (replay) {
        throw new ParameterException(
            spec.commandLine(), "--replay needs the number of a dead letter");
      }
      list(api);
    } else if (replay) {
      var json = api.replayDeadLetter(number);
      if (json()) {
        print(json);
      } else {
        terminal()
            .line(
                "%d is on its way to %s again. If it is put aside once more, it gets a new number."
                    .formatted(number, json.path("topic").asText()));
      }
    } else {
      show(api.deadLetter(number));
    }
    return ExitCode.OK;
  }

  private void list(PlannerApi api) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", Integer.toString(limit));
    Optional.ofNullable(topic).ifPresent(value -> query.put("topic", value));
    Optional.ofNullable(code).ifPresent(value -> query.put("code", value));
    Optional.ofNullable(before).ifPresent(value -> query.put("before", Long.toString(value)));
    Reply<DeadLetters> reply = api.deadLetters(query);
    if (json()) {
      print(reply.json());
      return;
    }
    DeadLetters page = reply.value();
    if (page.letters().isEmpty()) {
      terminal().line("No message was put aside.");
      return;
    }
    print(table(page).lines(terminal(), ""));
    if (page.next() != null) {
      terminal().line("There are more: --before %d".formatted(page.next()));
    }
  }

  private static Table table(DeadLetters page) {
    Table table =
        new Table()
            .right("NUMBER")
            .left("AT")
            .left("TOPIC")
            .left("CODE")
            .left("REPLAYED")
            .left("REASON");
    for (DeadLetters.Letter letter : page.letters()) {
      table.row(
          Long.toString(letter.number()),
          letter.at(),
          letter.topic(),
          letter.code(),
          letter.replayedAt() == null ? "" : letter.replayedAt(),
          letter.message());
    }
    return table;
  }

  private void show(Reply<DeadLetters.Shown> reply) {
    if (json()) {
      print(reply.json());
      return;
    }
    DeadLetters.Letter letter = reply.value().letter();
    List<String> lines = new ArrayList<>();
    lines.add("Dead letter %d: %s".formatted(letter.number(), letter.code()));
    lines.add("  reason    " + letter.message());
    lines.add(
        "  from      %s, partition %d, offset %d, key %s"
            .formatted(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.key() == null ? "none" : letter.key()));
    lines.add(
        "  put aside %s by %s, after %d deliveries"
            .formatted(letter.at(), letter.service(), letter.deliveries()));
    if (letter.replayedAt() != null) {
      lines.add("  replayed  " + letter.replayedAt());
    }
    String content = reply.value().content();
    lines.add(
        "  message   %s"
            .formatted(
                content == null
                    ? Figures.bytes(letter.bytes()) + " that cannot be read"
                    : content));
    print(lines);
  }
}
