def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 2
def sum = (builds[1] =~ /Done in (.*): (\d+) steps, (\d+) of them reused\./)
assert sum : 'the run should be summed up'
assert sum[0][2] == sum[0][3] : 'nothing should have been computed'
assert !(builds[1] =~ /: done in/)
def time = (builds[1] =~ /Total time:\s+([\d.]+) s/)
assert time : 'it should be over within a minute'
// Alone it takes less than 5 s; here another test is running.
assert (time[0][1] as double) < 15 : 'it should be over at once'
