def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 2
def sum = (builds[1] =~ /Done in (.*): (\d+) steps, (\d+) of them reused\./)
assert sum : 'the run should be summed up'
assert sum[0][2] == sum[0][3] : 'nothing should have been computed'
assert !(builds[1] =~ /: done in/)
assert builds[1] =~ /Report: .*report\.html \(up to date\)/ : 'nor should the report be made again'
// Less than 5 s on a machine that does nothing else, which this one may.
assert builds[1] =~ /Total time:\s+[\d.]+ s/ : 'it should be over within a minute'
