import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
['Table 2. Settings', 'Figure 4. Source of the knowledge, protocol fine-tuned', 'Times '].each {
  assert log.contains(it) : "the paper's tables should be shown: $it"
}
assert log =~ /\[INFO\] Device (cpu|gpu): / : 'device and reason should be said'
assert log.contains('Results: target/pulse/results.json')
assert log.indexOf('Table 2.') > log.indexOf('Done in') : 'tables come last'

def results = new JsonSlurper().parse(new File(basedir, 'target/pulse/results.json'))
assert results.experiment == 'quickstart'
def experiment = new JsonSlurper().parse(new File(basedir, 'target/pulse/experiment.json'))
assert experiment.size == 'smoke'
assert experiment.model == 'mini'
