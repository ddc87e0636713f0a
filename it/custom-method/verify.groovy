import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log =~ /\[INFO\] targeted-ascent +\d/ : 'the method should have a row'
assert log.contains('Gradient ascent with rehearsal') : 'pulse:describe should tell of it'

def results = new JsonSlurper().parse(new File(basedir, 'target/pulse/results.json'))
def own = results.methods.find { it.name == 'targeted-ascent' }
assert own != null : 'the results should name the method'
assert own.parameters.find { it.name == 'keep' }.value == 2
