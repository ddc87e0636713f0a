import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 4
assert builds[0] =~ /Baseline: src.pulse.baseline\.json, \d+ numbers/
assert new JsonSlurper().parse(new File(basedir, 'src/pulse/baseline.json')) != null

assert builds[1].contains('BUILD SUCCESS') : 'better results should pass'
assert builds[1].contains('pulse:baseline') : 'better results should be suggested as the baseline'
assert !builds[1].contains('Baseline: src') : 'the baseline is written when it is asked for'
assert builds[2].contains('Baseline: src')
assert builds[3].contains('violated: fine-tuned, fading') : 'worse results should be told'
assert builds[3].contains('/MojoFailureException')
