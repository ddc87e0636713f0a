import java.nio.file.Files

// Moved here, since not every tool that copies a source tree keeps such names.
def project = new File(basedir, 'Größe und Maß').toPath()
Files.createDirectories(project)
['pom.xml', 'src'].each { Files.move(basedir.toPath().resolve(it), project.resolve(it)) }
return true
