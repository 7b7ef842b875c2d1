package starforge.checks.checkers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import starforge.words.Words;

/** The checkers that need nothing but Java. They only parse: no entity, no alias and no annotation is followed. */
final class BuiltIn {
    static final Set<Language> LANGUAGES =
            Set.of(Language.JSON, Language.XML, Language.YAML, Language.PROPERTIES, Language.JAVA, Language.MARKDOWN);
    /** Rises with what this class finds; the compiler's part comes with each Java. */
    static final String STAMP = "1 " + Runtime.version().version();

    private static final int MOST = 200;
    private static final Pattern WITH_COMMENTS =
            Pattern.compile("(?i)(^|.*/)(tsconfig[^/]*|jsconfig[^/]*|[.]eslintrc|devcontainer|[.]vscode/[^/]*)[.]json");

    /** What the checker of a language is called. */
    static String name(Language language) {
        return language == Language.JAVA ? "javac" : language.word();
    }

    /**
     * Checks the contents of a file.
     *
     * @param path says which dialect it may be
     */
    List<Finding> check(Language language, String path, byte[] contents) {
        String text = new String(contents, StandardCharsets.UTF_8);
        return switch (language) {
            case JSON -> json(path, contents);
            case XML -> xml(contents);
            case YAML -> yaml(text);
            case PROPERTIES -> properties(text);
            case JAVA -> java(text);
            case MARKDOWN -> markdown(text);
            default -> List.of();
        };
    }

    private static List<Finding> json(String path, byte[] contents) {
        boolean comments = WITH_COMMENTS.matcher(path).matches();
        JsonFactory factory = JsonFactory.builder()
                .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, comments)
                .configure(JsonReadFeature.ALLOW_TRAILING_COMMA, comments)
                .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(contents)) {
            boolean isEmpty = true;
            while (parser.nextToken() != null) {
                isEmpty = false;
            }
            return isEmpty ? List.of(Finding.error(1, 1, Words.english().say("checks.no-value"), "json")) : List.of();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            return List.of(Finding.error(line, column, firstLine(e.getOriginalMessage()), "json"));
        } catch (IOException e) {
            return List.of(Finding.error(0, 0, firstLine(String.valueOf(e.getMessage())), "json"));
        }
    }

    private static List<Finding> xml(byte[] contents) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(contents));
            while (reader.hasNext()) {
                reader.next();
            }
            return List.of();
        } catch (XMLStreamException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("(?s)^ParseError at .*?Message: ", "");
            return List.of(Finding.error(
                    e.getLocation() == null ? 0 : e.getLocation().getLineNumber(),
                    e.getLocation() == null ? 0 : e.getLocation().getColumnNumber(),
                    firstLine(message),
                    "xml"));
        }
    }

    /** Reads the events alone: nothing is made of them, so no alias is followed and no tag means anything. */
    private static List<Finding> yaml(String text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(text.length() + 1).build();
        try {
            new Parse(settings).parseString(text).forEach(event -> {});
            return List.of();
        } catch (MarkedYamlEngineException e) {
            return List.of(Finding.error(
                    e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
                    e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(0),
                    firstLine(String.valueOf(e.getProblem())),
                    "yaml"));
        } catch (YamlEngineException e) {
            return List.of(Finding.error(0, 0, firstLine(String.valueOf(e.getMessage())), "yaml"));
        }
    }

    private static List<Finding> properties(String text) {
        List<Finding> findings = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length && findings.size() < MOST; i++) {
            int first = i;
            StringBuilder whole = new StringBuilder(lines[i]);
            while (isContinued(lines[i]) && i + 1 < lines.length) {
                i++;
                whole.append('\n').append(lines[i]);
            }
            Properties one = new Properties();
            try {
                one.load(new StringReader(whole.toString()));
            } catch (IOException | IllegalArgumentException e) {
                findings.add(Finding.error(first + 1, 0, firstLine(String.valueOf(e.getMessage())), "properties"));
            }
            for (String key : one.stringPropertyNames()) {
                if (!keys.add(key)) {
                    findings.add(
                            Finding.warning(first + 1, 0, Words.english().say("checks.key-twice", key), "properties"));
                }
            }
        }
        return findings;
    }

    /** A comment goes on in no further line. */
    private static boolean isContinued(String line) {
        String plain = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        int slashes = 0;
        while (slashes < plain.length() && plain.charAt(plain.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1
                && !plain.stripLeading().startsWith("#")
                && !plain.stripLeading().startsWith("!");
    }

    /** The compiler's own parser and no more of it: nothing is looked up, generated or run. */
    private static List<Finding> java(String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return List.of(Finding.note(Words.english().say("checks.no-compiler"), "javac"));
        }
        DiagnosticCollector<JavaFileObject> heard = new DiagnosticCollector<>();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("memory:///Source.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignore) {
                        return text;
                    }
                };
        JavacTask task = (JavacTask) compiler.getTask(
                new StringWriter(), null, heard, List.of("-proc:none", "-Xmaxerrs", "100"), null, List.of(source));
        try {
            task.parse();
        } catch (IOException e) {
            return List.of(Finding.error(0, 0, firstLine(String.valueOf(e.getMessage())), "javac"));
        }
        return heard.getDiagnostics().stream()
                .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                .limit(MOST)
                .map(it -> Finding.error(
                        (int) it.getLineNumber(),
                        (int) it.getColumnNumber(),
                        firstLine(it.getMessage(Locale.ENGLISH)),
                        "javac"))
                .toList();
    }

    private static final Pattern LINK = Pattern.compile("\\]\\(\\s{0,9}(#[^)\\s]{1,200})?\\s{0,9}\\)");

    /** Links that lead nowhere: without an address, or to a heading that is not in this file. */
    private static List<Finding> markdown(String text) {
        List<Finding> findings = new ArrayList<>();
        Set<String> anchors = anchors(text);
        boolean isCode = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            boolean isFence =
                    line.stripLeading().startsWith("```") || line.stripLeading().startsWith("~~~");
            isCode ^= isFence;
            Matcher link =
                    LINK.matcher(isCode || isFence || line.startsWith("    ") ? "" : line.replaceAll("`[^`]*`", ""));
            while (link.find() && findings.size() < MOST) {
                String to = link.group(1);
                if (to == null) {
                    findings.add(Finding.error(
                            number, link.start() + 1, Words.english().say("checks.no-address"), "markdown"));
                } else if (!anchors.contains(to.substring(1).toLowerCase(Locale.ROOT))) {
                    findings.add(Finding.warning(
                            number, link.start() + 1, Words.english().say("checks.no-heading", to), "markdown"));
                }
            }
        }
        return findings;
    }

    private static Set<String> anchors(String text) {
        Set<String> anchors = new HashSet<>();
        String before = "";
        for (String line : text.split("\n", -1)) {
            boolean isUnderline = line.matches("(={2,}|-{2,})\\s*") && !before.isBlank();
            if (line.startsWith("#") || isUnderline) {
                String title = isUnderline
                        ? before
                        : line.replaceFirst("^#{1,6}\\s*", "").replaceFirst("\\s+#+\\s*$", "");
                anchors.add(slug(title));
            }
            Matcher id = Pattern.compile("(?:id|name)=\"([^\"]{1,200})\"").matcher(line);
            while (id.find()) {
                anchors.add(id.group(1).toLowerCase(Locale.ROOT));
            }
            before = line;
        }
        // A heading that is there twice gets a number.
        Set<String> all = new HashSet<>(anchors);
        anchors.forEach(anchor -> {
            for (int i = 1; i < 10; i++) {
                all.add(anchor + "-" + i);
            }
        });
        return all;
    }

    private static String slug(String title) {
        return title.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\]\\([^)]*\\)", "")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
