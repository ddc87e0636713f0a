def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 4

assert builds[0] =~ /found .*500.*; expected .*5000|found 5000.*; expected .*500/ : 'both numbers'
assert builds[1] =~ /models.none/ : 'the directory should be named'
assert builds[1].contains('<model>') : 'the element should be named'
assert builds[2] =~ /bad-input.src.*\n.*found .*; expected .*parquet/ : 'directory and file should be named'
assert builds[3] =~ /found none; expected .*nothing is at .*bad-input.none/ : 'the directory should be named'
builds.eachWithIndex { text, i ->
  assert text.contains('/MojoFailureException') : "build ${i + 1} is for the user to mend"
  assert !(text =~ /(?m)^\s+at org\.pulsebench/) : "no stack trace in build ${i + 1}"
}
return true
