import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def builds = log.split('Scanning for projects').drop(1)
assert builds.size() == 3

assert builds[0] =~ /\[INFO\] Report: target\/pulse\/report\/report.html \(\d+ tables, \d+ figures and all single answers as / : 'one line should say what was done'
def report = new File(basedir, 'target/pulse/report')
def page = new File(report, 'report.html').text
assert page.contains('Of 1 results the answers stay with us.') : 'a template of the project should take the place of the built-in one'
['latex/pulse-report.tex', 'latex/pulse-macros.tex', 'latex/figure-5.tex', 'latex/figure-5-1.pdf', 'tables/values.csv',
  'pulse-report.json', 'pulse-report.md', 'summary.md', 'tables.txt'].each {
  assert new File(report, it).length() > 0 : "$it should be written"
}
assert page.contains('one seed, GA') : 'what is compared with should have its name'

def crate = new JsonSlurper().parse(new File(basedir, 'target/pulse/ro-crate-metadata.json'))
def entities = crate['@graph'].collectEntries { [it['@id'], it] }
assert entities['report/report.html'].sha256.length() == 64
assert entities['./'].license['@id'] == 'https://creativecommons.org/licenses/by/4.0/'
assert entities['./'].author['@id'] == '#author/Ada%20%26%20others'

assert builds[1] =~ /table\.tex\.ftl, line 2/ : 'a broken template should be named with its line'
assert builds[1].contains('found the expression table.colour, which is null or missing') : 'and with the expression'
assert builds[1].count('A template of the report has a fault') == 1 : 'once is enough'
assert builds[2].contains('pom.xml') : 'what holds no results should be named'
builds.drop(1).each {
  assert !(it =~ /(?m)^\s+at org\.pulsebench/) : 'no stack trace'
}
assert new File(report, 'report.html').text == page : 'a failure should leave the older report'
return true
