// Java: java.net.http.HttpClient, which offers HTTP/2 on its first request.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

public class Client {
  static final String origin = System.getenv("LATCHKEY_ORIGIN");
  static final HttpClient client = HttpClient.newHttpClient();

  static void check(String name, boolean isRight, Object detail) {
    System.out.println(name + "\t" + (isRight ? "ok" : "wrong: " + detail));
  }

  static HttpResponse<String> ask(String method, String path, String body, String... more) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + System.getenv("LATCHKEY_KEY"))
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) request.header("Content-Type", "application/json");
    if (more.length > 0) request.headers(more);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static boolean holds(HttpResponse<String> answer, int status, String text) {
    return answer.statusCode() == status && answer.body().contains(text);
  }

  static void job() throws Exception {
    HttpResponse<String> list = ask("GET", "/api/v1/connections", null);
    check("list", holds(list, 200, "\"key\":\"job\""), list.statusCode());
    HttpResponse<String> resolved = ask("POST", "/api/v1/connections/job/resolve", null);
    check("resolve", holds(resolved, 200, "\"note\":\"" + System.getenv("LATCHKEY_EXPECTED") + "\""), resolved.statusCode());
    HttpResponse<String> missing = ask("POST", "/api/v1/connections/nothing/resolve", null);
    boolean isProblem = missing.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
    check("404", holds(missing, 404, "\"code\":\"not_found\"") && isProblem, missing.statusCode());
    HttpResponse<String> unknown = ask("POST", "/api/v1/projects", "{\"name\":\"Java\",\"unknown\":1}");
    check("422", holds(unknown, 422, "\"code\":\"invalid_input\""), unknown.statusCode());
    String tag = ask("GET", "/api/v1/connections/job", null).headers().firstValue("ETag").orElse("none");
    HttpResponse<String> again = ask("GET", "/api/v1/connections/job", null, "If-None-Match", tag);
    check("304", again.statusCode() == 304 && again.body().isEmpty(), again.statusCode());
    boolean isRight = true;
    for (int at = 0; at < 50; at++)
      isRight = ask("POST", "/api/v1/connections/job/resolve", null).statusCode() == 200 && isRight;
    check("50 on one", isRight, "another status");
  }

  static void untilStop() throws Exception {
    int answers = 0;
    long longest = 0;
    while (true) {
      long began = System.nanoTime();
      int status;
      try {
        status = ask("POST", "/api/v1/connections/" + System.getenv("LATCHKEY_CONNECTION") + "/resolve", null).statusCode();
      } catch (HttpTimeoutException error) {
        check("stop", false, "hangs");
        return;
      } catch (java.io.IOException error) {
        long failed = (System.nanoTime() - began) / 1_000_000;
        System.out.println("stop\tok\t" + answers + "\t" + longest + "\t" + failed + "\t" + error.getClass().getSimpleName());
        return;
      }
      longest = Math.max(longest, (System.nanoTime() - began) / 1_000_000);
      if (status != 200) {
        check("stop", false, "status " + status);
        return;
      }
      if (++answers == 2) System.out.println("running");
    }
  }

  public static void main(String[] args) throws Exception {
    System.setOut(new java.io.PrintStream(System.out, true, "UTF-8"));
    if ("until-stop".equals(System.getenv("LATCHKEY_MODE"))) untilStop();
    else job();
  }
}
