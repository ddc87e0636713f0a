def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 4
assert builds[0] =~ /results\.json/ : 'the missing file should be named'
assert builds[0].contains('Run the experiment first') : 'what makes it should be said'
assert builds[1].contains('BUILD SUCCESS')
assert builds[2].contains('npo') : 'a method without results should fail the gate'
assert builds[3] =~ /baseline\.json/ : 'the missing file should be named'
assert builds[3].contains('pulse:baseline') : 'what makes it should be said'
[0, 2, 3].each {
  assert builds[it].contains('/MojoFailureException') : "build ${it + 1} misses the gate"
  assert !(builds[it] =~ /(?m)^\s+at org\.pulsebench/) : "no stack trace in build ${it + 1}"
}
return true
