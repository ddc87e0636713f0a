import java.nio.file.Files

// A local repository like that of the tests, but for the library.
def source = localRepositoryPath.toPath()
def target = new File(basedir, 'repository').toPath()
Files.walk(source).withCloseable { paths ->
  paths.filter { !it.toString().contains('pytorch-native-cpu') }.forEach {
    def copy = target.resolve(source.relativize(it).toString())
    if (Files.isDirectory(it)) {
      Files.createDirectories(copy)
    } else {
      Files.createLink(copy, it)
    }
  }
}
return true
