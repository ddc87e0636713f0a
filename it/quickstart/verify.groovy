import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
['Table 2. Settings', 'Figure 4. Source of the knowledge, protocol fine-tuned', 'Times '].each {
  assert log.contains(it) : "the paper's tables should be shown: $it"
}
assert log =~ /\[INFO\] Device (cpu|gpu): / : 'device and reason should be said'
assert log.contains('Results: target/pulse/results.json')
assert log.contains('Report: target/pulse/report/report.html')
assert log.indexOf('Table 2.') > log.indexOf('Done in') : 'tables come last'

def results = new JsonSlurper().parse(new File(basedir, 'target/pulse/results.json'))
assert results.experiment == 'quickstart'
def experiment = new JsonSlurper().parse(new File(basedir, 'target/pulse/experiment.json'))
assert experiment.size == 'smoke'
assert experiment.model == 'mini'

def page = new File(basedir, 'target/site/pulse.html').text
assert page.contains('Figure 4. Source of the knowledge')
assert page.contains('href="pulse-report.html"')
def report = new File(basedir, 'target/site/pulse-report.html').text
assert report.contains('mvn verify site -Dpulse.methods=ga -Dpulse.protocols=fine-tuned') : 'what was typed'
