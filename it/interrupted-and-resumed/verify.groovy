def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 2
assert builds[0] =~ /The worker was stopped for its time: <timeout> \(-Dpulse\.timeout\)/
assert builds[0].contains('the same command goes on from the finished steps')
assert builds[0].contains('/MojoExecutionException')
assert !(builds[0] =~ /(?m)^\s+at org\.pulsebench/) : 'no stack trace'

assert !(builds[1] =~ /learn 4 subjects.*done in/) : 'what was learnt should be kept'
assert builds[1] =~ /unlearn waiting.*: done in/ : 'the step that was stopped should run again'
assert builds[1] =~ /Done in .*: 4 steps, 2 of them reused\./
