import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 2
builds.each {
  assert it.contains('Everything goes') : 'all violations should be shown'
  assert it.contains('Everything stays') : 'all violations should be shown'
}
assert builds[0].contains('/MojoFailureException') : 'a missed gate is no broken machine'
assert !(builds[0] =~ /(?m)^\s+at org\.pulsebench/) : 'no stack trace'
assert builds[1] =~ /\[WARNING\] .*/ : 'without haltOnFailure the gate warns'

def gate = new File(basedir, 'target/pulse/gate')
assert new JsonSlurper().parse(new File(gate, 'gate.json')) != null
def summary = new File(gate, 'gate.md').text
assert summary.contains('Everything goes') && summary.contains('|') : 'a table for a job summary'
def suite = new XmlSlurper().parse(new File(gate, 'TEST-pulse-gate.xml'))
assert suite.@tests == 3
assert suite.@failures == 2
