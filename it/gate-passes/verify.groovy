import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
def gate = new File(basedir, 'target/pulse/gate')
assert new JsonSlurper().parse(new File(gate, 'gate.json')) != null
assert new File(gate, 'gate.md').text.contains('Nearly all is kept')
def suite = new XmlSlurper().parse(new File(gate, 'TEST-pulse-gate.xml'))
assert suite.@tests == 2
assert suite.@failures == 0
