package dev.mfabridge.onelogin.pictures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * Folder with pictures and a list of what they show. The docs have theirs, and a run writes to {@code target/pictures}.
 *
 * @param path the folder
 */
public record PictureFolder(Path path) {
    private static final String LIST = "pictures.txt";

    /** Returns the folder of the docs. */
    static PictureFolder ofDocs() {
        return new PictureFolder(Path.of("docs/img"));
    }

    /** Returns the folder of this run. */
    public static PictureFolder ofRun() {
        return new PictureFolder(Path.of("target/pictures"));
    }

    /** Returns the hashes of what the pictures show, by the picture's name. */
    Map<String, String> list() {
        try {
            var list = path.resolve(LIST);
            return Files.exists(list)
                    ? Files.readAllLines(list).stream()
                            .map(line -> line.split(" "))
                            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> b, TreeMap::new))
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves a picture of the console. */
    public void save(Picture picture, byte[] screenshot) {
        save(picture, "", image(screenshot));
    }

    /** Saves a picture. Tests and programs of one machine write to this folder one after the other. */
    synchronized void save(Picture picture, String suffix, BufferedImage image) {
        try {
            Files.createDirectories(path);
            ImageIO.write(image, "png", path.resolve(picture.name(suffix)).toFile());
            var list = new TreeMap<>(ofDocs().list());
            list.putAll(list());
            list.put(picture.name(), picture.sources());
            Files.write(
                    path.resolve(LIST),
                    list.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage image(byte[] screenshot) {
        try {
            return ImageIO.read(new ByteArrayInputStream(screenshot));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one picture with both, the second one to the right of the first one. */
    static BufferedImage beside(BufferedImage left, BufferedImage right) {
        var gap = left.getWidth() / 40;
        var both = new BufferedImage(
                left.getWidth() + gap + right.getWidth(),
                Math.max(left.getHeight(), right.getHeight()),
                BufferedImage.TYPE_INT_ARGB);
        var canvas = both.createGraphics();
        canvas.setColor(new Color(0, true));
        canvas.drawImage(left, 0, 0, null);
        canvas.drawImage(right, left.getWidth() + gap, 0, null);
        canvas.dispose();
        return both;
    }
}
