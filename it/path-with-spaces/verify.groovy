def log = new File(basedir, 'build.log').getText('UTF-8')
assert log.contains('BUILD SUCCESS')
def output = new File(basedir, 'Größe und Maß/target/pulse')
assert new File(output, 'results.json').getText('UTF-8').contains('targeted-ascent')
assert new File(output, 'worker.log').file : "the worker's log should be beside its results"
