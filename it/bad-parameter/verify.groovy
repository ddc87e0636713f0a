def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 7

assert builds[0] =~ /<methods>.*epochs/ : 'method and parameter should be named'
assert builds[0] =~ /found "0"; expected .*from 1/
assert builds[1] =~ /found "betta"; expected .*\(near: .*beta.*\)/
assert builds[2] =~ /The plugin has no such element: .*\n.*found methds; expected .*\(near: methods\)/
assert builds[3].contains('rnak') : 'the element should be named'
assert builds[4] =~ /<heap> \(-Dpulse\.heap\)\n.*found plenty; expected a size such as 2g/
assert builds[5] =~ /-Dpulse\.metods\n.*found pulse\.metods; expected .*\(near: pulse\.methods.*\)/
assert builds[6] =~ /<device> \(-Dpulse\.device\)\n.*found tpu; expected one of auto, cpu, gpu/
builds.eachWithIndex { text, i ->
  assert !(text =~ /(?m)^\s+at org\.pulsebench/) : "no stack trace in build ${i + 1}"
  if (i != 3) {
    assert text.contains('/MojoFailureException') : "build ${i + 1} is for the user to mend"
  }
}
return true
