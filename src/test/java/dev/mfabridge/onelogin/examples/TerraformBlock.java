package dev.mfabridge.onelogin.examples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Block of a Terraform file in Terraform's own layout, in which each argument and each block has lines of its own.
 *
 * @param header the text before the brace, such as {@code resource "keycloak_realm" "acme"} or {@code permissions}
 * @param arguments the arguments with their values as they are in the file
 */
record TerraformBlock(String header, Map<String, String> arguments, List<TerraformBlock> blocks) {
    private static final Pattern ARGUMENT = Pattern.compile("\"?([\\w.-]+)\"?\\s*= (.+)");
    private static final Pattern RESOURCE = Pattern.compile("resource \"(\\w+)\" \"(\\w+)\"");

    /** Returns the file as one block without a header. */
    static TerraformBlock read(String text) {
        var open = new ArrayDeque<TerraformBlock>();
        open.push(named(""));
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.endsWith("{")) {
                var block = named(line.replaceFirst(" *=? *\\{$", ""));
                open.peek().blocks.add(block);
                open.push(block);
            } else if (line.equals("}")) {
                open.pop();
            } else {
                open.peek().add(line);
            }
        }
        return open.pop();
    }

    private static TerraformBlock named(String header) {
        return new TerraformBlock(header, new LinkedHashMap<>(), new ArrayList<>());
    }

    private void add(String line) {
        var argument = ARGUMENT.matcher(line);
        if (!line.startsWith("#") && argument.matches()) {
            arguments.put(argument.group(1), argument.group(2));
        }
    }

    /** Returns the resources of this type. */
    List<TerraformBlock> resources(String type) {
        return blocks.stream()
                .filter(block -> block.header.startsWith("resource \"" + type + "\" "))
                .toList();
    }

    /** Returns the reference to a resource, such as {@code keycloak_realm.acme}. */
    String reference() {
        return RESOURCE.matcher(header).replaceFirst("$1.$2");
    }

    /** Returns the arguments and blocks as a document, with the blocks of one header as a list. */
    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>(arguments);
        for (var block : blocks) {
            var others = (List<?>) document.getOrDefault(block.header, List.of());
            var all = new ArrayList<Object>(others);
            all.add(block.document());
            document.put(block.header, all);
        }
        return document;
    }

    /** Returns the text of an argument, without its quotes and with the escaped dollar signs of Terraform resolved. */
    String text(String argument) {
        return arguments.get(argument).replaceAll("^\"|\"$", "").replace("$${", "${");
    }
}
