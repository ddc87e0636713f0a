package org.pulsebench.data.hub;

import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;
import org.pulsebench.data.hub.http.Access;
import org.pulsebench.data.hub.http.Address;
import org.pulsebench.data.hub.http.Reply;

/**
 * What an answer that is not the file means for the user.
 *
 * @param source whose file was asked for
 * @param access to the Hub
 * @param page where people see the source
 */
record RefusedReplies(Source source, Access access, String page)
    implements Function<Reply, PulseException> {

  /** The Hub says in this header what is not there. */
  private static final String ERROR_CODE = "X-Error-Code";

  static RefusedReplies of(Source source, Access access) {
    String page = source instanceof HubSource hub ? access.endpoint() + hub.page() : source.id();
    return new RefusedReplies(source, access, page);
  }

  @Override
  public PulseException apply(Reply reply) {
    return switch (reply.status()) {
      case 401 -> unknownUser(reply);
      case 403 -> notOpen(reply);
      case 404 -> missing(reply);
      case 429 -> tooOften(reply);
      default -> reply.isTransient() ? trouble(reply) : other(reply);
    };
  }

  private PulseException unknownUser(Reply reply) {
    return user(
        "Server does not know who asks",
        reply,
        access.token().isPresent()
            ? "status 401: the token is not accepted"
            : "status 401, and no token is set",
        "a public source, or a token that may read it",
        "Check the name (a Hub says the same of a repository that does not exist). If it is "
            + "private or gated, "
            + makeToken()
            + ".");
  }

  private PulseException notOpen(Reply reply) {
    return user(
        "Source is not open to you",
        reply,
        "status 403" + (access.token().isPresent() ? "" : ", and no token is set"),
        "a source whose owner lets this account in",
        "Accept the licence at "
            + page
            + " with your account"
            + (access.token().isPresent()
                ? ", the one that the token is of; some owners then take days to agree."
                : "; then " + makeToken() + "."));
  }

  private PulseException missing(Reply reply) {
    String code = reply.header(ERROR_CODE).orElse("");
    return switch (code) {
      case "RepoNotFound" ->
          user(
              "Repository does not exist",
              reply,
              "status 404",
              "a repository of a " + source.kind().id(),
              "Correct the name: "
                  + page
                  + " is its page. For the other kind write "
                  + (source.kind() == SourceKind.MODEL ? "dataset:" : "model:")
                  + source.id()
                  + ".");
      case "RevisionNotFound" ->
          user(
              "Revision does not exist",
              reply,
              "no revision " + source.revision(),
              "a branch, a tag or a commit of " + source.id(),
              "Correct what stands after @: " + page + "/tree/main shows what there is.");
      default ->
          user(
              "File does not exist",
              reply,
              "status 404",
              "a file of " + source.id() + " at " + source.revision(),
              "Look at " + page + "; if it was removed, choose another revision.");
    };
  }

  private PulseException tooOften(Reply reply) {
    return machine(
        "Server was asked too often",
        reply,
        "status 429" + pause(reply),
        "an answer",
        "Wait, then run it again; what has been fetched is kept."
            + (access.token().isPresent() ? "" : " With a token more is allowed."));
  }

  private PulseException trouble(Reply reply) {
    return machine(
        "Server has trouble of its own",
        reply,
        "status " + reply.status() + " at every attempt" + pause(reply),
        "an answer",
        "Run it again later; what has been fetched is kept.");
  }

  private PulseException other(Reply reply) {
    return user(
        "Server refuses the request",
        reply,
        "status " + reply.status(),
        "the file",
        "Look at " + page + ", and check pulse.hub.endpoint.");
  }

  private static String pause(Reply reply) {
    return reply.header("Retry-After").map(time -> ", come back after " + time).orElse("");
  }

  private String makeToken() {
    return "make a token for reading at "
        + access.endpoint()
        + "/settings/tokens and set it as password of a <server> in settings.xml or in HF_TOKEN";
  }

  private PulseException user(
      String what, Reply reply, String found, String expected, String remedy) {
    return new BadInputException(problem(what, reply, found, expected, remedy));
  }

  private PulseException machine(
      String what, Reply reply, String found, String expected, String remedy) {
    return new EnvironmentException(problem(what, reply, found, expected, remedy));
  }

  private Problem problem(String what, Reply reply, String found, String expected, String remedy) {
    String name = Optional.of(source.name()).filter(text -> !text.isEmpty()).orElse(source.id());
    return new Problem(
        what, name + " (" + Address.shown(reply.at()) + ")", found, expected, remedy);
  }
}
