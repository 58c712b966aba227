package dev.mfabridge.onelogin.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Java file, read for its comments, its literals and the types that it declares. */
record JavaSource(Path path) {
    private static final Pattern TOKEN = Pattern.compile("(?<literal>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\")"
            + "|'(?:\\\\.|[^'\\\\\n])+'"
            + "|(?<comment>/\\*(?s:.*?)\\*/|//[^\n]*(?:\n\\s*//[^\n]*)*)");
    private static final Pattern TYPE =
            Pattern.compile("(?<![\\w.])(?:class|record|interface|enum) ([A-Z]\\w*)(?=[\\s<({])");
    private static final Pattern ANNOTATIONS = Pattern.compile("^(\\s|@\\w+(\\([^)]*\\))?)+");
    private static final Pattern ENUM_CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*(?=\\s*[,(;}])");
    private static final Pattern BREAK =
            Pattern.compile("\\n\\s*(?=@\\w)|<(?:p|li|ul|ol|/li|/ul|/ol|dt|dd|tr|th|td|caption|/table)>|\\n\\s*\\n");

    /** Returns the files of {@code src/main/java} or of {@code src/test/java}. */
    static List<JavaSource> in(String folder) {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(JavaSource::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return path.getFileName().toString().replace(".java", "");
    }

    /** Returns the sentences of the comments, without block tags, code and links. */
    List<Passage> comments() {
        var comments = new ArrayList<Passage>();
        var text = read();
        TOKEN.matcher(text)
                .results()
                .filter(token -> token.group().startsWith("/"))
                .forEach(token -> BREAK.splitAsStream(withoutStars(token.group()))
                        .map(JavaSource::withoutTags)
                        .map(part -> new Passage(source(text, token), part))
                        .filter(part -> !part.isEmpty())
                        .forEach(comments::add));
        return comments;
    }

    /** Returns the doc comments, each with the declaration that follows, without its annotations. */
    List<DocComment> docComments() {
        var text = read();
        return TOKEN.matcher(text)
                .results()
                .filter(token -> token.group().startsWith("/**"))
                .map(token -> new DocComment(
                        new Passage(
                                source(text, token), withoutStars(token.group()).strip()),
                        declaration(text.substring(token.end()))))
                .toList();
    }

    /** Returns the literals that contain a blank: log lines, help texts, texts of exceptions. */
    List<Passage> sentencesInLiterals() {
        var literals = new ArrayList<Passage>();
        var text = read();
        var joined = new StringBuilder();
        var end = 0;
        MatchResult first = null;
        for (var token : literals(text)) {
            if (first != null && !text.substring(end, token.start()).matches("\\s*\\+\\s*")) {
                add(literals, text, first, joined);
                first = null;
            }
            first = first == null ? token : first;
            joined.append(token.group().replaceAll("^\"+|\"+$", "").replace("\\n", " "));
            end = token.end();
        }
        if (first != null) {
            add(literals, text, first, joined);
        }
        return literals;
    }

    /** Returns the literals that are a single word. */
    List<String> names() {
        return literals(read()).stream()
                .map(token -> token.group().replace("\"", ""))
                .filter(name -> name.matches("\\w+"))
                .toList();
    }

    /** Returns the simple names of the types, also of nested types. */
    List<String> declaredTypes() {
        return TYPE.matcher(TOKEN.matcher(read()).replaceAll(" "))
                .results()
                .map(type -> type.group(1))
                .toList();
    }

    private static String declaration(String text) {
        var declaration = ANNOTATIONS.matcher(text).replaceFirst("");
        var constant = ENUM_CONSTANT.matcher(declaration);
        return constant.lookingAt() ? constant.group() : declaration.split("[{;=]", 2)[0];
    }

    private static List<MatchResult> literals(String text) {
        return TOKEN.matcher(text)
                .results()
                .filter(token -> token.group().startsWith("\""))
                .toList();
    }

    private void add(List<Passage> literals, String text, MatchResult first, StringBuilder joined) {
        if (joined.indexOf(" ") >= 0) {
            literals.add(new Passage(source(text, first), joined.toString()));
        }
        joined.setLength(0);
    }

    private static String withoutStars(String comment) {
        return comment.replaceAll("^/\\*+|\\*/$", "")
                .replaceAll("\\n\\s*\\* ?", "\n")
                .replaceAll("(^|\\n)\\s*//+", "$1");
    }

    private static String withoutTags(String part) {
        return part.strip()
                .replaceFirst("^@(param|throws) \\S+", "")
                .replaceFirst("^@(see|since|author) .*", "")
                .replaceFirst("^@\\w+", "")
                .replaceAll("(?s)<pre>.*</pre>", "")
                .replaceAll("\\{@\\w+\\s[^}]*}", "`x`")
                .replaceAll("<[^>]+>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private String source(String text, MatchResult token) {
        return path + ":"
                + Stream.of(text.substring(0, token.start()).split("\n", -1)).count();
    }

    private String read() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
