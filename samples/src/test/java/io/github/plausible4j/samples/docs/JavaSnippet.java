package io.github.plausible4j.samples.docs;

import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles code as a document shows it: a whole file if it declares a type at its margin, members
 * of a class if it begins like one, else statements. Code with imports has only those; code without
 * gets the ones that documents leave out, and a few values that they speak of.
 */
final class JavaSnippet {
  private static final Pattern TYPE =
      Pattern.compile(
          "^(public |final |abstract )*(class|record|interface|enum) ", Pattern.MULTILINE);
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?=(final |abstract )*(class|record|interface|enum) )", Pattern.MULTILINE);
  private static final Pattern IMPORT = Pattern.compile("^import .*;\\n", Pattern.MULTILINE);
  private static final Pattern MEMBER =
      Pattern.compile("^(@\\w+|(public |private )?static )", Pattern.MULTILINE);
  private static final String BEFORE =
      """
      import io.github.plausible4j.*;
      import io.github.plausible4j.events.*;
      import io.github.plausible4j.servlet.*;
      import io.github.plausible4j.sites.*;
      import io.github.plausible4j.stats.*;
      import io.github.plausible4j.testkit.*;
      import io.github.plausible4j.web.*;
      import io.github.plausible4j.admin.backup.*;
      import io.fabric8.kubernetes.client.*;
      import jakarta.servlet.ServletContext;
      import jakarta.servlet.ServletRegistration;
      import jakarta.servlet.http.HttpServletRequest;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.stream.*;
      import org.junit.jupiter.api.extension.*;
      import static io.github.plausible4j.stats.Dimension.*;
      import static io.github.plausible4j.stats.Metric.*;
      """;
  private static final String VALUES =
      """
      abstract class Snippet {
        io.github.plausible4j.Plausible plausible;
        io.github.plausible4j.stats.StatsQuery query;
        io.github.plausible4j.testkit.PlausibleServer server;
        io.github.plausible4j.k8s.StackProvisioner provisioner;
        io.github.plausible4j.k8s.stack.PlausibleStack stack;
        io.github.plausible4j.admin.PlausibleAdmin admin;
        io.fabric8.kubernetes.client.KubernetesClient kubernetesClient;
        io.github.plausible4j.events.EventQueue queue;
        jakarta.servlet.http.HttpServletRequest request;
        jakarta.servlet.ServletContext context;
        com.sun.net.httpserver.HttpExchange exchange;
        io.github.plausible4j.events.Visitor visitor;
        String peer;
        void run() throws Exception {
      """;

  private JavaSnippet() {}

  /** The compiler's errors for the code of a guide, which imports what it uses. */
  static List<String> problems(Markdown.Block block) {
    // A class is pasted into a file of its own; lines are pasted below those of earlier blocks.
    boolean isFile = TYPE.matcher(block.code()).find();
    return compile(source(block.code(), isFile ? "" : block.imports()));
  }

  /**
   * The compiler's errors for a snippet of Javadoc, which needs few imports.
   *
   * @param home the package of the code, whose types need no import; empty for none
   */
  static List<String> problems(String code, String home) {
    return compile(source(code, BEFORE + (home.isEmpty() ? "" : "import " + home + ".*;\n")));
  }

  /** The import declarations of a snippet. */
  static String imports(String code) {
    return String.join("", IMPORT.matcher(code).results().map(MatchResult::group).toList());
  }

  private static String source(String code, String before) {
    String first = before + imports(code);
    String rest = IMPORT.matcher(code).replaceAll("");
    if (TYPE.matcher(rest).find()) {
      // A public type would have to be in a file of its name.
      return first + PUBLIC_TYPE.matcher(rest).replaceAll("");
    }
    return MEMBER.matcher(rest.stripLeading()).lookingAt()
        ? first + "class Snippet {\n" + rest + "}\n"
        : first + VALUES + rest + "}}\n";
  }

  private static List<String> compile(String source) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    compiler
        .getTask(
            new StringWriter(),
            null,
            found,
            List.of(
                "-proc:none",
                "-d",
                System.getProperty("java.io.tmpdir"),
                "-cp",
                classPath,
                "-XDshould-stop.ifNoError=FLOW"),
            null,
            List.of(new Source(source)))
        .call();
    List<String> problems = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        problems.add(each.getMessage(Locale.ROOT));
      }
    }
    return problems;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String code) {
      super(URI.create("string:///Snippet.java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
