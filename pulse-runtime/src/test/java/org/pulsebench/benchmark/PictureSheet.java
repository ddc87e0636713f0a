package org.pulsebench.benchmark;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.Picture;
import org.pulsebench.data.world.World;

/**
 * Paints a sheet of what the embedded world looks like, for people to judge: whether faces can be
 * told apart and scenes be read is nothing that a test can say.
 *
 * <p>Argument: the PNG file to write. Above stand 40 portraits, public figures and fictitious
 * people in turn, below them 20 pictures of the exam; ten pictures a row.
 */
public final class PictureSheet {

  private static final int PEOPLE = 40;
  private static final int SCENES = 20;
  private static final int COLUMNS = 10;

  private PictureSheet() {}

  /** Paints the sheet. */
  public static void main(String[] arguments) throws IOException {
    World world = World.draw(World.SEED);
    List<Image> pictures = new ArrayList<>();
    for (int i = 0; i < PEOPLE / 2; i++) {
      for (List<Person> people :
          List.of(world.population().figures(), world.population().fictitious())) {
        pictures.add(world.fullProfile(people.get(i)).images().get(0));
      }
    }
    world.exam().stream().limit(SCENES).map(ExamQuestion::image).forEach(pictures::add);
    Path file = Path.of(arguments[0]);
    if (!ImageIO.write(sheet(pictures), "png", file.toFile())) {
      throw new IllegalStateException("this Java cannot write PNG files");
    }
    System.out.println(file + " has " + Files.size(file) + " bytes");
  }

  private static BufferedImage sheet(List<Image> pictures) throws IOException {
    int rows = (pictures.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * Picture.SIDE, rows * Picture.SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      for (int i = 0; i < pictures.size(); i++) {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(pictures.get(i).bytes()));
        graphics.drawImage(picture, i % COLUMNS * Picture.SIDE, i / COLUMNS * Picture.SIDE, null);
      }
    } finally {
      graphics.dispose();
    }
    return sheet;
  }
}
