def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 2
builds.eachWithIndex { text, i ->
  def said = i == 0 ? 'The worker crashed' : 'The worker could not begin'
  assert text.contains(said) : "build ${i + 1} should say so"
  assert text.contains('/MojoExecutionException') : 'it is no mistake in the POM'
  assert text =~ /log: .*worker\.log/ : 'the full log should be named'
  assert text =~ /command: .*java.* -Xmx2g .*org\.pulsebench\.worker\.Worker/ : 'the command should be told'
  assert text.contains('the same command goes on')
  assert !(text =~ /(?m)^\s+at org\.pulsebench/) : 'no stack trace'
}
assert builds[0] =~ /The worker crashed: .*unlearn/ : 'the running step should be named'
assert builds[0].contains('signal SIGKILL (9)')
assert builds[0].contains('| last words') : 'the last lines should be shown'
assert builds[0].contains('Memory may have run out') : 'a kill is most often one for memory'
assert builds[1].contains('exit code 1')
assert builds[1] =~ /\| .*heap size/ : "the JVM's own words should be shown"
