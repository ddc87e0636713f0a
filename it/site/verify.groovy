def log = new File(basedir, 'build.log').text
assert log.contains('Report: target/pulse/report/report.html') : 'a run should end with the report'

def page = new File(basedir, 'target/site/pulse.html')
assert page.file : 'the report should be a page of the site'
assert page.text.contains('Figure 4. Source of the knowledge')
assert page.text =~ /(?s)<table.*GA.*<\/table>/ : 'tables should be tables'
assert page.text.contains('href="pulse-report.html"') : 'the whole report should be linked'
assert new File(basedir, 'target/site/pulse-report.html').text == new File(basedir, 'target/pulse/report/report.html').text
assert new File(basedir, 'target/site/project-reports.html').text.contains('pulse.html') : 'the page should be linked'

def alone = new File(basedir, 'target/reports/pulse.html')
assert alone.file : 'the report should also be made alone'
assert alone.text.contains('Figure 4. Source of the knowledge')
assert new File(basedir, 'target/reports/pulse-report.html').text.contains('mine { color: teal }') : 'templates should be used'

def report = new File(basedir, 'target/pulse/report')
assert new File(report, 'tables.txt').text.contains('Table 2. Settings')
assert new File(report, 'report.html').text.contains('mvn verify site') : 'the command should be told'
def crate = new File(basedir, 'target/pulse/ro-crate-metadata.json').text
['results.json', 'results-details.zip', 'experiment.json', 'report/report.html'].each {
  assert crate.contains("\"$it\"") : "the crate should name $it"
}
return true
